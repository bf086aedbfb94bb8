package io.talel.command.eventlog;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talel.command.database.EventStoreConnections;
import io.talel.command.database.EventStoreProperties;
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
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
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

    /** Newest events kept in memory for the processors of this node; each can be a little over 1 MiB. */
    private static final int CACHED_EVENTS = 64;

    /** How often a node looks for events that nobody announced. */
    private static final Duration REGULAR_LOOK = Duration.ofMillis(300);

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
        ObjectMapper mapper = eventMapper();
        PersonalFields personal = new PersonalFields(personKeys, new Seal(new SecureRandom()), mapper);
        return new EventSerializer(EventCatalogue.TALELIO, personal, mapper);
    }

    /** Reads exactly what an event says: a field too many or too few is another revision. */
    static ObjectMapper eventMapper() {
        return JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .build();
    }

    /** For commands. */
    @Bean
    StreamIndex streamIndex(
            @Qualifier("eventStoreDataSource") DataSource dataSource,
            @Qualifier("eventSerializer") Serializer eventSerializer) {
        return new StoredStreamIndex(dataSource, eventSerializer);
    }

    /** For readers of the past, who take no connection from commands. */
    @Bean(defaultCandidate = false)
    StreamIndex historyIndex(
            @Qualifier("historyPool") DataSource dataSource, @Qualifier("eventSerializer") Serializer eventSerializer) {
        return new StoredStreamIndex(dataSource, eventSerializer);
    }

    @Bean
    CommitSignal commitSignal() {
        return new CommitSignal();
    }

    @Bean
    LogIndex logIndex(
            @Qualifier("newsPool") DataSource dataSource, @Qualifier("eventSerializer") Serializer eventSerializer) {
        return new StoredLogIndex(dataSource, eventSerializer);
    }

    @Bean
    SettledLog settledLog(@Qualifier("newsPool") DataSource dataSource) {
        SettledPlaces settled = new SettledPlaces(dataSource, SettledPlaces.PAUSE);
        return () -> {
            settled.look();
            return settled.isKnown() ? OptionalLong.of(settled.place()) : OptionalLong.empty();
        };
    }

    @Bean
    ConnectionProvider eventStoreConnectionProvider(@Qualifier("eventStoreDataSource") DataSource dataSource) {
        return new SpringDataSourceConnectionProvider(dataSource);
    }

    @Bean
    LogEngine eventStorageEngine(
            @Qualifier("eventSerializer") Serializer eventSerializer,
            @Qualifier("eventStoreConnectionProvider") ConnectionProvider connections,
            @Qualifier("axonTransactionManager") TransactionManager transactions,
            @Qualifier("eventStoreDataSource") DataSource dataSource,
            @Qualifier("tailPool") DataSource tail,
            List<SnapshotKind> snapshotKinds,
            PersonKeys personKeys) {
        TailLooks looks = new TailLooks(REGULAR_LOOK);
        SettledPlaces settled = new SettledPlaces(tail, SettledPlaces.PAUSE);
        Snapshots snapshots =
                new Snapshots(snapshotKinds, dataSource, new SealedStates(personKeys, new Seal(new SecureRandom())));
        return new LogEngine(
                eventSerializer,
                EventCatalogue.TALELIO.upcasters(),
                connections,
                transactions,
                tail::getConnection,
                looks,
                settled,
                snapshots);
    }

    /** Not injected by type: only transactions of commands append events to look up. */
    @Bean(defaultCandidate = false)
    TransactionManager commandTransactions(
            @Qualifier("axonTransactionManager") TransactionManager transactions,
            @Qualifier("eventStoreDataSource") DataSource dataSource) {
        return new CertainCommits(transactions, new CommitOutcomes(dataSource));
    }

    @Bean
    LogChannel logChannel() {
        return LogChannel.ofThisNode();
    }

    @Bean
    CommitAnnouncer commitAnnouncer(@Qualifier("tailPool") DataSource tail, LogChannel channel) {
        return new CommitAnnouncer(tail, channel);
    }

    @Bean
    @Qualifier("eventStore") EventLog eventStore(
            LogEngine engine,
            Configuration configuration,
            CommitAnnouncer announcer,
            LogMeters meters,
            CommitSignal commits) {
        EmbeddedEventStore.Builder builder = EmbeddedEventStore.builder()
                .cachedEvents(CACHED_EVENTS)
                .fetchDelay(REGULAR_LOOK.toMillis())
                // A reader that falls behind holds on to everything newer than its place until it is sent to read for
                // itself.
                .cleanupDelay(REGULAR_LOOK.toMillis())
                .messageMonitor(configuration.messageMonitor(EventStore.class, "eventStore"))
                .spanFactory(configuration.getComponent(EventBusSpanFactory.class));
        return new EventLog(builder, engine, announcer, meters, commits);
    }

    @Bean
    ConfigurerModule ownedStreams(@Qualifier("eventStoreDataSource") DataSource dataSource) {
        return configurer -> configurer
                .registerQueryHandler(_ -> new OwnedStreams(dataSource))
                .registerQueryHandler(axon -> new StreamEvents(dataSource, axon.eventSerializer()));
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

    @Bean(initMethod = "start")
    CommitListener commitListener(EventStoreProperties properties, LogChannel channel, EventLog eventLog) {
        return new CommitListener(EventStoreConnections.unpooled(properties), channel, eventLog::wakeUp);
    }
}
