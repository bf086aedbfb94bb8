package io.talel.gateway;

import io.talel.kernel.configuration.ConfigurationCheck;
import io.talel.kernel.configuration.ConfigurationFinding;
import io.talel.kernel.configuration.SecretFiles;
import io.talel.kernel.configuration.VariableScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Reads secrets from the files that variables name, and refuses to start with variables that are missing, malformed or unsafe. */
final class ConfigurationAtStart implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationAtStart.class);

    /** The ending makes Spring Boot read its names like those of variables. */
    private static final String SOURCE = "secret-files-systemEnvironment";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        Function<String, Optional<String>> given = name -> Optional.ofNullable(environment.getProperty(name));
        SecretFiles secrets = SecretFiles.of(given, ConfigurationAtStart::content);
        List<ConfigurationFinding> findings = ConfigurationCheck.of(
                given,
                secrets,
                Set.of(VariableScope.NODES),
                environment.matchesProfiles(GatewayApplication.PRODUCTION));
        List<ConfigurationFinding> refused =
                findings.stream().filter(ConfigurationFinding::stopsNodes).toList();
        if (!refused.isEmpty()) {
            throw new Refused(refused);
        }
        if (!findings.isEmpty()) {
            LOG.warn("These variables should be set otherwise:\n{}", lines(findings));
        }
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(SOURCE, new HashMap<>(secrets.values())));
    }

    private static Optional<String> content(String file) {
        try {
            return Optional.of(Files.readString(Path.of(file)));
        } catch (IOException | InvalidPathException _) {
            return Optional.empty();
        }
    }

    private static String lines(List<ConfigurationFinding> findings) {
        return findings.stream().map(finding -> "- " + finding).collect(Collectors.joining("\n"));
    }

    /** All that is wrong. */
    static final class Refused extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        private Refused(List<ConfigurationFinding> refused) {
            super("These variables keep the node from starting:\n" + lines(refused));
        }
    }

    /** Reports after a failed start what to set, instead of a stack trace. */
    static final class Failure extends AbstractFailureAnalyzer<Refused> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, Refused cause) {
            return new FailureAnalysis(
                    cause.getMessage(),
                    "Correct them and start again. `ops/talelio doctor --config` shows all variables and where their values"
                            + " come from.",
                    cause);
        }
    }
}
