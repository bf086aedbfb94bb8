package io.talel.ops.backup.application;

import io.talel.ops.backup.store.Settings;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Starts command side and query side in this process, for commands that need their code. Starts no live processor,
 * which would take segments from the nodes, and no queries.
 */
public final class EmbeddedApplication implements AutoCloseable {

    private static final String MIGRATE_EVENT_STORE = "talelio.event-store.migrate";
    private static final String MIGRATE_READ_MODEL = "talelio.read-model.migrate";

    private final ConfigurableApplicationContext context;

    private EmbeddedApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Leaves the schemas as they are. */
    public static EmbeddedApplication start(Settings settings) {
        return start(settings, Map.of());
    }

    /** Migrates or creates the schemas of event store and read models first. */
    public static EmbeddedApplication migratingBoth(Settings settings) {
        return start(settings, Map.of(MIGRATE_EVENT_STORE, "true", MIGRATE_READ_MODEL, "true"));
    }

    /** Migrates or creates the schemas of the read models first; leaves the event store as it is. */
    public static EmbeddedApplication migratingReadModels(Settings settings) {
        return start(settings, Map.of(MIGRATE_READ_MODEL, "true"));
    }

    private static EmbeddedApplication start(Settings settings, Map<String, String> migrating) {
        Map<String, String> own = new HashMap<>(migrating);
        own.put("spring.main.register-shutdown-hook", "false");
        return new EmbeddedApplication(run(Both.class, WebApplicationType.NONE, settings, own));
    }

    /**
     * Creates a context of both sides.
     *
     * @param own properties that this process adds
     */
    @SafeVarargs
    public static ConfigurableApplicationContext run(
            Class<?> configuration,
            WebApplicationType type,
            Settings settings,
            Map<String, String> own,
            ApplicationContextInitializer<ConfigurableApplicationContext>... initializers) {
        Map<String, String> properties = new HashMap<>(settings.springProperties());
        properties.put("talelio.projections.enabled", "false");
        properties.put("talelio.schedules.enabled", "false");
        properties.put(MIGRATE_EVENT_STORE, "false");
        properties.put(MIGRATE_READ_MODEL, "false");
        // Commands send no queries, and Hibernate would take a fifth of the memory.
        properties.put("talelio.queries.enabled", "false");
        properties.put(
                "spring.autoconfigure.exclude",
                "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration");
        // This check is for nodes: a scratch database has one role on purpose, and `doctor` checks the rights of
        // other databases.
        properties.put("logging.level.io.talel.command.database.AppendOnlyCheck", "OFF");
        // The command line reports the cause in a sentence.
        properties.put("logging.level.org.springframework.boot.SpringApplication", "OFF");
        properties.put("logging.level.org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter", "OFF");
        properties.putAll(own);
        return new SpringApplicationBuilder(configuration)
                .web(type)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .initializers(initializers)
                .properties(new HashMap<>(settings.variables()))
                .run(properties.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new));
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Both {}
}
