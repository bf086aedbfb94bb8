package io.talel.ops.console.web;

import io.talel.ops.backup.application.EmbeddedApplication;
import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.store.Settings;
import io.talel.ops.console.web.access.AccessFilter;
import io.talel.ops.console.web.access.ConsoleTokens;
import io.talel.ops.console.web.access.Role;
import io.talel.ops.console.web.backup.BackupJobs;
import io.talel.ops.console.web.backup.BackupsController;
import io.talel.ops.console.web.backup.CachedCatalogue;
import io.talel.ops.console.web.events.EventLogController;
import io.talel.ops.console.web.letters.LettersController;
import io.talel.ops.console.web.overview.OverviewController;
import io.talel.ops.console.web.overview.StatusHistory;
import io.talel.ops.console.web.page.PageAdvice;
import io.talel.ops.console.web.page.PageFormat;
import io.talel.ops.console.web.page.StoreAccess;
import io.talel.ops.console.web.projections.ProjectionsController;
import io.talel.ops.console.web.projections.RebuildJobs;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The web console: pages, and both sides without a live processor. Listens on loopback only. */
public final class WebConsole implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final ConsoleTokens tokens;

    private WebConsole(ConfigurableApplicationContext context, ConsoleTokens tokens) {
        this.context = context;
        this.tokens = tokens;
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for any free port
     */
    public static WebConsole start(Settings settings, Operator operator, int port) {
        ConsoleTokens tokens = ConsoleTokens.draw();
        ConfigurableApplicationContext context = EmbeddedApplication.run(
                Configured.class,
                WebApplicationType.SERVLET,
                settings,
                Map.of(
                        "server.address", "127.0.0.1",
                        "server.port", Integer.toString(port),
                        "spring.web.error.include-message", "always",
                        // A half-rendered page must not be sent before its rendering fails.
                        "spring.thymeleaf.servlet.produce-partial-output-while-processing", "false"),
                starting -> {
                    starting.getBeanFactory().registerSingleton("consoleTokens", tokens);
                    starting.getBeanFactory().registerSingleton("storeAccess", new StoreAccess(settings, operator));
                });
        return new WebConsole(context, tokens);
    }

    /** Start page with the token of a role. */
    public String address(Role role) {
        return "http://127.0.0.1:%s/?token=%s"
                .formatted(context.getEnvironment().getRequiredProperty("local.server.port"), tokens.of(role));
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({
        PageAdvice.class,
        OverviewController.class,
        ProjectionsController.class,
        LettersController.class,
        BackupsController.class,
        EventLogController.class,
        OperatorLogController.class,
        AccessFilter.class,
        RebuildJobs.class,
        BackupJobs.class
    })
    static class Configured {

        @Bean
        PageFormat times() {
            return new PageFormat(Clock.systemUTC());
        }

        @Bean
        StatusHistory statusHistory(StoreAccess access) {
            return StatusHistory.of(access);
        }

        @Bean
        CachedCatalogue cachedCatalogue(StoreAccess access) {
            return new CachedCatalogue(access.settings());
        }
    }
}
