package io.talel.query.processor;

import java.util.List;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.Environment;

/**
 * Keeps Axon from printing a stack trace for every attempt of a batch or a claim, every two seconds as long as a database
 * is away: {@link SegmentFailures} and {@link DueSegments} say the same once. A level in the configuration comes first.
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
