package io.talel.ops.console.command;

import io.talel.ops.console.store.Settings;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Both sides in this process, for what needs their code. Without any live processor: it would take segments from the
 * nodes.
 */
public final class Sides implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Sides(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static Sides start(Settings settings) {
        Map<String, Object> variables = new HashMap<>(settings.variables());
        Map<String, String> own = new HashMap<>(settings.springProperties());
        own.put("talelio.projections.enabled", "false");
        own.put("logging.level.root", "WARN");
        own.put("logging.threshold.console", "WARN");
        own.put("spring.main.register-shutdown-hook", "false");
        String[] arguments = own.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
        return new Sides(new SpringApplicationBuilder(Both.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties(variables)
                .run(arguments));
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
