package io.talel.gateway.trace;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Traces are taken only where an endpoint wants them. Without one this filter, which comes before those of Spring Boot, leaves
 * out its configurations of them, so that their classes are not even looked for.
 */
public final class TracingAutoConfigurationFilter
        implements AutoConfigurationImportFilter, PriorityOrdered, EnvironmentAware, Condition {

    /** As the OpenTelemetry SDKs of all languages call it: {@code http://collector:4318}. */
    static final String VARIABLE = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static final String TRACING = "org.springframework.boot.micrometer.tracing.";
    private static final String OPEN_TELEMETRY = "org.springframework.boot.opentelemetry.";

    /** Logs go to the standard output. */
    private static final Set<String> UNWANTED = Set.of(
            OPEN_TELEMETRY + "autoconfigure.logging.OpenTelemetryLoggingAutoConfiguration",
            OPEN_TELEMETRY + "autoconfigure.logging.otlp.OtlpLoggingAutoConfiguration");

    private Environment environment = new StandardEnvironment();

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public boolean[] match(@Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
        boolean wanted = isSet(environment);
        boolean[] matches = new boolean[autoConfigurations.length];
        for (int i = 0; i < matches.length; i++) {
            String name = autoConfigurations[i];
            matches[i] = name == null || !isOfTracing(name) || (wanted && !UNWANTED.contains(name));
        }
        return matches;
    }

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return isSet(context.getEnvironment());
    }

    private static boolean isOfTracing(String name) {
        return name.startsWith(TRACING) || name.startsWith(OPEN_TELEMETRY);
    }

    private static boolean isSet(Environment environment) {
        return !environment.getProperty(VARIABLE, "").isBlank();
    }
}
