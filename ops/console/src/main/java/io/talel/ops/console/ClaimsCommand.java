package io.talel.ops.console;

import io.talel.kernel.RebuildClaims;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "claims",
        description = "The tables that keep e-mails, usernames and slugs unique.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ClaimsCommand.Rebuild.class)
final class ClaimsCommand {

    @Command(
            name = "rebuild",
            description = "Makes the tables again from the log, in one transaction; writers of names wait meanwhile.",
            mixinStandardHelpOptions = true)
    static final class Rebuild implements Callable<Integer> {

        @Option(names = "--yes", description = "Do it: without this option nothing is changed.")
        private boolean yes;

        @Spec
        private final CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws IOException {
            if (!yes) {
                spec.commandLine().getErr().println("Refused: say --yes to rebuild the claims.");
                return ExitCode.REFUSED;
            }
            Map<String, Object> settings = new HashMap<>(Talelio.settings(spec).variables());
            settings.put("logging.level.root", "WARN");
            try (ConfigurableApplicationContext context = new SpringApplicationBuilder(WriteSide.class)
                    .web(WebApplicationType.NONE)
                    .bannerMode(Banner.Mode.OFF)
                    .logStartupInfo(false)
                    .properties(settings)
                    .run()) {
                context.getBean(CommandGateway.class).sendAndWait(new RebuildClaims());
            }
            spec.commandLine().getOut().println("The claims were rebuilt from the log.");
            return ExitCode.OK;
        }
    }

    /** The write side alone: no processor of the query side, so no segment is taken from a node. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class WriteSide {}
}
