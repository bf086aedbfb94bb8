package io.talel.command.eventlog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talel.command.eventlog.commit.CommitAnnouncer;
import io.talel.command.eventlog.commit.CommitSignal;
import io.talel.command.eventlog.commit.SettledPlaces;
import io.talel.command.eventlog.serialization.EventCatalogue;
import io.talel.command.eventlog.serialization.EventSerializer;
import io.talel.command.personal.PersonKeys;
import io.talel.command.personal.PersonalFields;
import io.talel.command.personal.Seal;
import io.talel.command.personal.SealedStates;
import io.talel.kernel.PolledValue;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.axonframework.springboot.autoconfig.JdbcAutoConfiguration;
import org.axonframework.springboot.autoconfig.JpaAutoConfiguration;
import org.axonframework.springboot.autoconfig.JpaEventStoreAutoConfiguration;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The event store and its serializers, before Axon would choose others. */
@AutoConfiguration(
        before = {
            JpaAutoConfiguration.class,
            JpaEventStoreAutoConfiguration.class,
            JdbcAutoConfiguration.class,
            AxonAutoConfiguration.class
        },
        afterName = "io.talel.command.database.DatabaseAutoConfiguration")
class EventLogAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Axon takes the time of an event from a static clock; the log stores microseconds. */
    @Bean
    InitializingBean clockOfEvents(Clock clock) {
        return () -> GenericEventMessage.clock = Clock.tick(clock, Duration.of(1, ChronoUnit.MICROS));
    }

    /** For whatever is no event, such as tokens; a mapper of its own, without default typing. */
    @Bean
    @Primary
    Serializer serializer() {
        return JacksonSerializer.builder()
                .objectMapper(JsonMapper.builder().build())
                .build();
    }

    @Bean
    @Qualifier("eventSerializer") Serializer eventSerializer(PersonKeys personKeys) {
        ObjectMapper mapper = EventSerializer.mapper();
        PersonalFields personal = new PersonalFields(personKeys, new Seal(new SecureRandom()), mapper);
        return new EventSerializer(EventCatalogue.TALELIO, personal, mapper);
    }

    @Bean
    ConnectionProvider eventStoreConnectionProvider(@Qualifier("eventStoreDataSource") DataSource dataSource) {
        return new SpringDataSourceConnectionProvider(dataSource);
    }

    @Bean
    TailPolling tailPolling(CommitSignal commits) {
        TailPolling polling = new TailPolling(TailPolling.REGULAR_LOOK);
        commits.onCommit(polling::wake);
        return polling;
    }

    @Bean
    LogEngine eventStorageEngine(
            @Qualifier("eventSerializer") Serializer eventSerializer,
            @Qualifier("eventStoreConnectionProvider") ConnectionProvider connections,
            @Qualifier("axonTransactionManager") TransactionManager transactions,
            @Qualifier("eventStoreDataSource") DataSource dataSource,
            @Qualifier("tailPool") DataSource tail,
            TailPolling polling,
            List<SnapshotKind> snapshotKinds,
            PersonKeys personKeys) {
        LogEngine.Following following =
                new LogEngine.Following(tail::getConnection, polling, new SettledPlaces(tail, SettledPlaces.PAUSE));
        SnapshotStore snapshots = new SnapshotStore(
                snapshotKinds, dataSource, new SealedStates(personKeys, new Seal(new SecureRandom())));
        return new LogEngine(eventSerializer, connections, transactions, following, snapshots);
    }

    @Bean
    LogTail logTail(LogEngine engine, TailPolling polling) {
        return new LogTail(engine, polling);
    }

    @Bean
    @Qualifier("eventStore") EventLog eventStore(
            LogEngine engine,
            LogTail tail,
            CommitAnnouncer announcer,
            LogMeters meters,
            CommitSignal commits,
            Configuration configuration) {
        EventLog.Builder builder = new EventLog.Builder();
        builder.storageEngine(engine);
        builder.messageMonitor(configuration.messageMonitor(EventStore.class, "eventStore"));
        builder.spanFactory(configuration.getComponent(EventBusSpanFactory.class));
        return new EventLog(builder, engine, tail, announcer, meters, commits);
    }

    @Bean
    LogMeters logMeters(
            ObjectProvider<MeterRegistry> registry, @Qualifier("eventStoreDataSource") DataSource dataSource) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        PolledValue<Double> head = new PolledValue<>(
                () -> jdbc.sql("SELECT coalesce(max(global_index), 0) FROM event_store.domain_event")
                        .query(Double.class)
                        .single(),
                Double.NaN);
        return new LogMeters(registry.getIfAvailable(SimpleMeterRegistry::new), head);
    }

    @Bean
    SnapshotThread snapshotThread() {
        return new SnapshotThread();
    }

    @Bean
    Snapshotter snapshotter(
            EventLog eventLog,
            SnapshotThread thread,
            @Qualifier("axonTransactionManager") TransactionManager transactions,
            List<SnapshotKind> snapshotKinds) {
        return AggregateSnapshotter.builder()
                .eventStore(eventLog)
                .executor(thread::run)
                .transactionManager(transactions)
                .aggregateFactories(snapshotKinds.stream()
                        .<AggregateFactory<?>>map(kind -> new GenericAggregateFactory<>(kind.aggregate()))
                        .toList())
                .build();
    }
}
