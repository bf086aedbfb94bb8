package io.talel.query.visibility;

import io.talel.query.datasource.ReadModelConnections;
import io.talel.query.projection.Projection;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
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
    ListenerSession listenerSession() {
        return new ListenerSession();
    }

    @Bean
    VersionAnnouncements versionAnnouncements(ObjectProvider<Clock> clock, ListenerSession session) {
        return new VersionAnnouncements(clock.getIfAvailable(Clock::systemUTC), session);
    }

    @Bean(initMethod = "start")
    VersionListener versionListener(
            ReadModelConnections connections, ReachedVersions versions, ListenerSession session) {
        return new VersionListener(connections, versions, session);
    }

    @Bean(initMethod = "start")
    AwaitedVersionsPoll awaitedVersionsPoll(
            @Qualifier("readModelDataSource") DataSource readModelDataSource,
            List<Projection> projections,
            ReachedVersions versions,
            AwaitedRows awaitedRows) {
        return new AwaitedVersionsPoll(readModelDataSource, projections, versions, awaitedRows);
    }

    @Bean
    AwaitVersionHandler awaitVersionHandler(ReachedVersions versions) {
        return new AwaitVersionHandler(versions);
    }
}
