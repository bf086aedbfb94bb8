package io.talel.command.eventlog.commit;

import io.talel.command.database.EventStoreConnections;
import io.talel.command.database.EventStoreProperties;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** How commits are made sure of and told to the nodes. */
@AutoConfiguration(afterName = "io.talel.command.eventlog.EventLogAutoConfiguration")
class CommitAutoConfiguration {

    /** Not injected by type: only transactions of commands append events to look up. */
    @Bean(defaultCandidate = false)
    TransactionManager commandTransactions(
            @Qualifier("axonTransactionManager") TransactionManager transactions,
            @Qualifier("eventStoreDataSource") DataSource dataSource) {
        return new CertainCommits(transactions, new CommitOutcomes(dataSource));
    }

    @Bean
    SettledLog settledLog(@Qualifier("newsPool") DataSource dataSource) {
        return SettledLog.of(new SettledPlaces(dataSource, SettledPlaces.PAUSE));
    }

    @Bean
    CommitSignal commitSignal() {
        return new CommitSignal();
    }

    @Bean
    LogChannel logChannel() {
        return LogChannel.ofThisNode();
    }

    @Bean
    CommitAnnouncer commitAnnouncer(@Qualifier("tailPool") DataSource tail, LogChannel channel) {
        return new CommitAnnouncer(tail, channel);
    }

    @Bean(initMethod = "start")
    CommitListener commitListener(EventStoreProperties properties, LogChannel channel, CommitSignal commits) {
        return new CommitListener(EventStoreConnections.unpooled(properties), channel, commits::send);
    }
}
