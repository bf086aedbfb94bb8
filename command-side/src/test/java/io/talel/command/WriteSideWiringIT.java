package io.talel.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.thoughtworks.xstream.XStream;
import com.zaxxer.hikari.HikariDataSource;
import io.talel.ops.localstack.SharedServers;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfiguration;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.CachingEventSourcingRepository;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.timeout.HandlerTimeoutHandlerEnhancerDefinition;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.axonframework.springboot.updates.UpdateCheckConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What Axon and Spring Boot would otherwise replace in silence by something that loses events. */
class WriteSideWiringIT {

    private static Node node;
    private static ApplicationContext context;

    @BeforeAll
    static void start() {
        node = Node.on(SharedServers.newDatabase());
        context = node.context();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void commands_run_in_transactions_of_the_event_store() {
        assertThat(context.getBean(TransactionManager.class)).isExactlyInstanceOf(SpringTransactionManager.class);
        assertThat(context.getBean("eventStoreTransactionManager", JdbcTransactionManager.class)
                        .getDataSource())
                .isSameAs(context.getBean("eventStoreDataSource", DataSource.class));
        assertThat(context.getBean(ConnectionProvider.class))
                .isExactlyInstanceOf(SpringDataSourceConnectionProvider.class);
    }

    @Test
    void waiting_commands_hold_no_connection() {
        assertThat(context.getBean("eventStoreDataSource")).isInstanceOf(LazyConnectionDataSourceProxy.class);
    }

    @Test
    void events_are_stored_in_the_database() {
        assertThat(context.getBean(EventStorageEngine.class)).isInstanceOf(JdbcEventStorageEngine.class);
        assertThat(context.getBean(Configuration.class).eventStore()).isSameAs(context.getBean(EventStore.class));
        assertThat(context.getBeansOfType(EventStorageEngine.class)).hasSize(1);
    }

    @Test
    void events_have_a_serializer_of_their_own_and_nothing_else_uses_xstream_or_default_typing() {
        Serializer general = context.getBean(Serializer.class);

        assertThat(context.getBean("eventSerializer")).isNotSameAs(general);
        assertThat(general).isExactlyInstanceOf(JacksonSerializer.class);
        assertThat(((JacksonSerializer) general)
                        .getObjectMapper()
                        .getSerializationConfig()
                        .getDefaultTyper(null))
                .isNull();
        assertThat(context.getBeansOfType(XStream.class)).isEmpty();
    }

    @Test
    void a_refusal_is_told_by_the_command_bus_of_the_caller_s_thread() {
        assertThat(context.getBean(CommandBus.class)).isExactlyInstanceOf(RefusingCommandBus.class);
    }

    @Test
    void aggregates_are_not_cached_since_another_node_may_have_changed_them() {
        assertThat(context.getBean(Configuration.class).findModules(AggregateConfiguration.class))
                .hasSize(3)
                .allSatisfy(aggregate -> assertThat(aggregate.repository())
                        .isInstanceOf(EventSourcingRepository.class)
                        .isNotInstanceOf(CachingEventSourcingRepository.class));
    }

    @Test
    void waiting_for_an_aggregate_is_bounded() {
        assertThat(context.getBean(LockFactory.class))
                .isInstanceOf(CommandLocks.class)
                .hasFieldOrPropertyWithValue("longestWait", Duration.ofSeconds(10))
                .hasFieldOrPropertyWithValue("longestQueue", 1_000);
    }

    @Test
    void no_timer_interrupts_handlers_and_nothing_phones_home() {
        assertThat(context.getBeansOfType(HandlerTimeoutHandlerEnhancerDefinition.class))
                .isEmpty();
        assertThat(context.getBean(UpdateCheckConfiguration.class).getDisabled())
                .isTrue();
    }

    @Test
    void the_pool_answers_within_two_seconds_and_notices_a_silent_server() {
        HikariDataSource pool = context.getBean("eventStorePool", HikariDataSource.class);

        assertThat(pool.getMaximumPoolSize()).isEqualTo(16);
        assertThat(pool.getConnectionTimeout()).isEqualTo(2_000);
        assertThat(pool.getDataSourceProperties())
                .containsAllEntriesOf(Map.of("connectTimeout", "2", "socketTimeout", "6", "tcpKeepAlive", "true"));
    }
}
