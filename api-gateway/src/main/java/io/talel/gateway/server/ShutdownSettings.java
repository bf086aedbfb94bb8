package io.talel.gateway.server;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param pause how long a node that is no longer ready goes on serving: longer than a proxy takes to notice; zero without one */
@ConfigurationProperties("talelio.shutdown")
record ShutdownSettings(Duration pause) {

    ShutdownSettings {
        if (pause.isNegative()) {
            throw new IllegalArgumentException("SHUTDOWN_PAUSE must not be negative");
        }
    }
}
