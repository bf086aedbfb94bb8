package io.talel.query.visibility;

import io.talel.query.datasource.ReadModelConnections;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Read your writes. */
@AutoConfiguration
class VisibilityAutoConfiguration {

    @Bean
    ReachedVersions reachedVersions() {
        return new ReachedVersions();
    }

    @Bean
    VersionAnnouncements versionAnnouncements(ObjectProvider<Clock> clock, VersionListener listener) {
        return new VersionAnnouncements(clock.getIfAvailable(Clock::systemUTC), listener);
    }

    @Bean(initMethod = "start")
    VersionListener versionListener(ReadModelConnections connections, ReachedVersions versions) {
        return new VersionListener(connections, versions);
    }

    @Bean
    AwaitVersionHandler awaitVersionHandler(ReachedVersions versions) {
        return new AwaitVersionHandler(versions);
    }
}
