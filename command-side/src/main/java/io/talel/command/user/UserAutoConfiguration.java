package io.talel.command.user;

import io.talel.command.claims.NameClaims;
import io.talel.command.database.IdSequence;
import io.talel.command.eventlog.BackdatedEvents;
import io.talel.command.eventlog.SnapshotKind;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserIds;
import javax.sql.DataSource;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The write side of users. */
@AutoConfiguration
class UserAutoConfiguration {

    static final SnapshotKind SNAPSHOTS = new SnapshotKind(User.class, User.SNAPSHOT_REVISION, true);

    @Bean
    SnapshotKind userSnapshots() {
        return SNAPSHOTS;
    }

    @Bean
    UserIds userIds(@Qualifier("eventStoreDataSource") DataSource dataSource) {
        IdSequence numbers = new IdSequence(dataSource, "event_store.user_id");
        return () -> new UserId(numbers.next());
    }

    @Bean
    ConfigurerModule userCommands(NameClaims names, LockFactory commandLocks) {
        return configurer -> configurer
                .configureAggregate(AggregateConfigurer.defaultConfiguration(User.class)
                        .configureLockFactory(_ -> commandLocks)
                        .configureSnapshotTrigger(axon ->
                                new EventCountSnapshotTriggerDefinition(axon.snapshotter(), User.EVENTS_A_SNAPSHOT)))
                .registerCommandHandler(axon -> new UserRegistration(axon.repository(User.class), names))
                .registerCommandHandler(axon -> new UserImporting(new BackdatedEvents(axon.eventStore()), names))
                .registerCommandHandler(axon -> new EmailChanges(axon.repository(User.class), names))
                .registerQueryHandler(axon -> new AccountQueries(axon.eventStore(), names, axon.snapshotter()));
    }
}
