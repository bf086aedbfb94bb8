package io.talel.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.util.Throwables;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.hibernate.bytecode.internal.none.BytecodeProviderImpl;
import org.hibernate.bytecode.spi.BytecodeProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Axon and Spring fall back silently when a bean is missing or replaced, so this test checks which ones are used. */
class ConfigurationIT {

    private static final List<String> PROCESSORS = List.of("article", "image", "user");

    private static PostgresDatabase database;
    private static QueryNode node;

    @BeforeAll
    static void start() {
        database = SharedServers.newDatabase();
        node = QueryNode.start(database, new InMemoryEventStorageEngine());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void tokens_are_kept_in_the_read_models_database_and_nowhere_else() {
        assertThat(node.context().getBeansOfType(TokenStore.class).values())
                .singleElement()
                .isInstanceOf(JdbcTokenStore.class);
        EventProcessingConfiguration processing = node.context().getBean(EventProcessingConfiguration.class);
        assertThat(PROCESSORS)
                .allSatisfy(name -> assertThat(processing.tokenStore(name)).isInstanceOf(JdbcTokenStore.class));
    }

    @Test
    void there_is_a_pooled_processor_for_each_projection_and_no_other() {
        EventProcessingConfiguration processing = node.context().getBean(EventProcessingConfiguration.class);

        assertThat(processing.eventProcessors()).containsOnlyKeys(PROCESSORS);
        assertThat(processing.eventProcessors().values())
                .allSatisfy(processor -> assertThat(processor).isInstanceOf(PooledStreamingEventProcessor.class));
    }

    @Test
    void projections_commit_on_the_data_source_they_write_to() {
        EventProcessingConfiguration processing = node.context().getBean(EventProcessingConfiguration.class);
        assertThat(PROCESSORS).allSatisfy(name -> assertThat(processing.transactionManager(name))
                .isInstanceOf(SpringTransactionManager.class));
        assertThat(node.context()
                        .getBean("readModelTransactionManager", JdbcTransactionManager.class)
                        .getDataSource())
                .isSameAs(node.context().getBean("readModelDataSource"));
    }

    @Test
    void queries_read_through_a_pool_of_their_own_without_transactions() {
        DataSource primary = node.context().getBean(DataSource.class);

        assertThat(primary).isSameAs(node.context().getBean("readModelQueryDataSource"));
        assertThat(((HikariDataSource) primary).isAutoCommit()).isTrue();
    }

    @Test
    void the_session_of_a_query_is_read_only_and_repeatable_read_and_cannot_write() {
        JdbcTemplate queries = new JdbcTemplate(node.context().getBean(DataSource.class));

        assertThat(queries.queryForObject("SHOW transaction_read_only", String.class))
                .isEqualTo("on");
        assertThat(queries.queryForObject("SHOW transaction_isolation", String.class))
                .isEqualTo("repeatable read");
        assertThatThrownBy(() -> queries.update("DELETE FROM read_model.token_entry"))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("read-only");
    }

    @Test
    void what_a_row_holds_does_not_get_into_messages() {
        JdbcTemplate projections = new JdbcTemplate(node.context().getBean("readModelDataSource", DataSource.class));
        Object[] row = {77, 0, "confidential"};

        assertThatThrownBy(() -> projections.batchUpdate("""
                        INSERT INTO user_g1.user_account (id, version, username, location, avatar_url, created_at, updated_at)
                        VALUES (?, ?, ?, '', '', now(), now())
                        """, List.of(row, row)))
                .hasStackTraceContaining("user_account_pkey")
                .extracting(Throwables::getStackTrace, InstanceOfAssertFactories.STRING)
                .doesNotContain("confidential", "(77)");
    }

    @Test
    void the_persistence_unit_has_only_the_rows_of_the_read_models() {
        assertThat(node.context()
                        .getBean(EntityManagerFactory.class)
                        .getMetamodel()
                        .getEntities())
                .extracting(entity -> entity.getName())
                .containsExactlyInAnyOrder("ArticleIdRow", "ImageRow");
    }

    @Test
    void hibernate_writes_no_bytecode() {
        SessionFactoryImplementor sessions =
                node.context().getBean(EntityManagerFactory.class).unwrap(SessionFactoryImplementor.class);

        assertThat(sessions.getServiceRegistry().requireService(BytecodeProvider.class))
                .isInstanceOf(BytecodeProviderImpl.class);
        assertThat(sessions.getProperties())
                .containsEntry("hibernate.enhancer.enableDirtyTracking", "false")
                .containsEntry("hibernate.enhancer.enableLazyInitialization", "false");
    }

    @Test
    void the_application_may_change_rows_but_no_table_and_no_registry() {
        TestDatabase application = TestDatabase.asApplicationOn(database);

        assertThatThrownBy(() -> application.execute("DROP TABLE article_g1.article"))
                .rootCause()
                .hasMessageContaining("must be owner");
        assertThatThrownBy(() -> application.execute("DELETE FROM read_model.generation"))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void a_second_start_finds_everything_there() {
        List<Map<String, Object>> before =
                TestDatabase.asOwnerOf(database).rows("SELECT * FROM read_model.generation ORDER BY projection");

        QueryNode.start(database, new InMemoryEventStorageEngine(), "talelio.projections.enabled=false")
                .close();

        assertThat(TestDatabase.asOwnerOf(database).rows("SELECT * FROM read_model.generation ORDER BY projection"))
                .isEqualTo(before)
                .hasSize(3);
    }

    @Test
    void a_process_without_projections_has_no_processor_and_touches_no_token() {
        await().until(() -> owners().stream().allMatch(segment -> segment.get("owner") != null));
        List<Map<String, Object>> owners = owners();

        try (QueryNode console =
                QueryNode.start(database, new InMemoryEventStorageEngine(), "talelio.projections.enabled=false")) {
            assertThat(console.context()
                            .getBean(EventProcessingConfiguration.class)
                            .eventProcessors())
                    .isEmpty();
            assertThat(owners()).isEqualTo(owners);
        }
    }

    private static List<Map<String, Object>> owners() {
        return TestDatabase.asOwnerOf(database)
                .rows("SELECT processor_name, segment, owner FROM read_model.token_entry ORDER BY 1, 2");
    }
}
