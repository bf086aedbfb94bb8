package io.talel.gateway;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Refuses to start with a renamed Spring property, which the node would ignore. */
final class RenamedSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final Map<String, String> NEW_NAMES = Map.of(
            "talelio.auth.secret-key", "talelio.token.secret-key",
            "talelio.auth.secret-key-previous", "talelio.token.secret-key-previous",
            "talelio.auth.whitelisted-emails", "talelio.account.whitelisted-emails",
            "talelio.auth.secure-cookie", "talelio.log-in.secure-cookie",
            "talelio.auth.require-verified-email", "talelio.log-in.require-verified-email");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Binder settings = Binder.get(context.getEnvironment());
        List<String> given = NEW_NAMES.keySet().stream()
                .filter(old -> settings.bind(old, Bindable.listOf(String.class)).isBound())
                .sorted()
                .toList();
        if (!given.isEmpty()) {
            throw new OldName(given);
        }
    }

    static final class OldName extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        private OldName(List<String> given) {
            super(given.stream()
                    .map(old -> old + " is now " + NEW_NAMES.get(old) + ".")
                    .collect(Collectors.joining(" ")));
        }
    }

    /** Reports after a failed start which property to rename, instead of a stack trace. */
    static final class Failure extends AbstractFailureAnalyzer<OldName> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, OldName cause) {
            return new FailureAnalysis(
                    cause.getMessage(), "Use the new name, or the environment variable, whose name stays.", cause);
        }
    }
}
