package io.talel.query.processor;

import java.util.List;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.Environment;

/**
 * Silences loggers of Axon that print a stack trace every two seconds while a database is away; {@link SegmentFailures} and
 * {@link SegmentQuota} log the same once. A level in the configuration wins.
 */
final class AxonLogLevels {

    private static final List<String> LOGGERS = List.of(
            "org.axonframework.eventhandling.pooled.WorkPackage", "org.axonframework.eventhandling.pooled.Coordinator");

    private AxonLogLevels() {}

    static void apply(Environment environment) {
        LoggingSystem logging = LoggingSystem.get(AxonLogLevels.class.getClassLoader());
        LOGGERS.stream()
                .filter(logger -> !environment.containsProperty("logging.level." + logger))
                .forEach(logger -> logging.setLogLevel(logger, LogLevel.ERROR));
    }
}
