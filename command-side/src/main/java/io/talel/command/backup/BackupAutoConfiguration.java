package io.talel.command.backup;

import io.micrometer.core.instrument.binder.MeterBinder;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The gauges of backups. */
@AutoConfiguration(afterName = "io.talel.command.database.DatabaseAutoConfiguration")
class BackupAutoConfiguration {

    @Bean
    MeterBinder backupGauges(@Qualifier("eventStoreDataSource") DataSource dataSource) {
        return new BackupGauges(new BackupRuns(dataSource));
    }
}
