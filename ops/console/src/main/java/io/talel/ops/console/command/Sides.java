package io.talel.ops.console.command;

import io.talel.ops.console.store.Settings;
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
 * Both sides in this process, for what needs their code. Without any live processor: it would take segments from the
 * nodes; and without queries.
 */
public final class Sides implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Sides(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static Sides start(Settings settings) {
        return new Sides(run(
                Both.class, WebApplicationType.NONE, settings, Map.of("spring.main.register-shutdown-hook", "false")));
    }

    /**
     * A context of both sides.
     *
     * @param own properties beside those that every process of operators has
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
        // Nobody asks here, and Hibernate is a fifth of the memory.
        properties.put("talelio.queries.enabled", "false");
        properties.put(
                "spring.autoconfigure.exclude",
                "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration");
        // That is for nodes: a scratch database has one role on purpose, and `doctor` looks at the rights of the others.
        properties.put("logging.level.io.talel.command.database.AppendOnlyCheck", "OFF");
        // What went wrong is said in a sentence by the command line.
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
