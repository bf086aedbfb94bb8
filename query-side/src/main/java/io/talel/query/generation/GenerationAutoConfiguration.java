package io.talel.query.generation;

import io.talel.query.datasource.ReadModelConnections;
import io.talel.query.projection.Projection;
import io.talel.query.visibility.ReachedVersions;
import io.talel.query.visibility.VersionAnnouncements;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Generations and the migration that makes the first of them. */
@AutoConfiguration
class GenerationAutoConfiguration {

    /** The projections in the order of their beans: the views of articles are made on those of users. */
    @Bean(initMethod = "migrate")
    ReadModelMigration readModelMigration(ReadModelConnections connections, List<Projection> projections) {
        return new ReadModelMigration(connections, projections);
    }

    @Bean
    ActiveGenerations activeGenerations(
            @Qualifier("readModelDataSource") DataSource readModelDataSource,
            VersionAnnouncements announcements,
            ReachedVersions reached) {
        return new ActiveGenerations(readModelDataSource, announcements, reached);
    }
}
