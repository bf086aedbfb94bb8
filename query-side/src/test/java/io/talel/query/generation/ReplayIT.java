package io.talel.query.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import io.talel.query.projection.GenerationWriter;
import io.talel.query.projection.Projection;
import io.talel.query.projection.RowBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** However a history is cut into segments and batches, a replay from zero gives the same rows. */
class ReplayIT {

    private static final AtomicInteger GENERATIONS = new AtomicInteger(1);

    private static PostgresDatabase database;
    private static QueryNode node;
    private static List<Projection> projections;

    /** Writes where it is told to, as a rebuild does. */
    private record OneGeneration(JdbcTemplate jdbc, String schema) implements GenerationWriter {

        @Override
        public void write(RowBatch rows) {
            jdbc.execute((ConnectionCallback<Object>) connection -> {
                rows.writeTo(connection, schema);
                return rows;
            });
        }

        @Override
        public void committed(RowBatch rows) {}
    }

    @BeforeContainer
    static void a_node_without_live_events() {
        database = SharedServers.newDatabase();
        node = QueryNode.start(database, new InMemoryEventStorageEngine(), "talelio.projections.enabled=false");
        projections =
                node.context().getBeanProvider(Projection.class).orderedStream().toList();
    }

    @AfterContainer
    static void stop() {
        node.close();
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void two_replays_of_one_history_give_the_same_rows(
            @ForAll("histories") List<DomainEventMessage<?>> history, @ForAll long once, @ForAll long again)
            throws Exception {
        for (Projection projection : projections) {
            assertThat(replayed(projection, Histories.batches(history, once)))
                    .isEqualTo(replayed(projection, Histories.batches(history, again)))
                    .hasSameSizeAs(history.stream()
                            .map(DomainEventMessage::getAggregateIdentifier)
                            .filter(projection::handles)
                            .distinct()
                            .toList());
        }
    }

    @Provide
    Arbitrary<List<DomainEventMessage<?>>> histories() {
        return Histories.any();
    }

    private static List<Map<String, Object>> replayed(Projection projection, List<List<DomainEventMessage<?>>> batches)
            throws Exception {
        Generation generation = newGeneration(projection);
        AnnotationEventHandlerAdapter handler = new AnnotationEventHandlerAdapter(
                projection.handler().apply(new OneGeneration(jdbc(), generation.schema())));
        TransactionManager transactions = new SpringTransactionManager(
                node.context().getBean("readModelTransactionManager", PlatformTransactionManager.class));
        for (List<DomainEventMessage<?>> batch : batches) {
            BatchingUnitOfWork<DomainEventMessage<?>> unitOfWork = new BatchingUnitOfWork<>(batch);
            unitOfWork.attachTransaction(transactions);
            assertThat(unitOfWork
                            .executeWithResult(() -> handler.handle(unitOfWork.getMessage()))
                            .isExceptional())
                    .isFalse();
        }
        return jdbc().queryForList("SELECT * FROM %s.%s ORDER BY id".formatted(generation.schema(), projection.view()));
    }

    private static Generation newGeneration(Projection projection) throws SQLException {
        Generation generation = new Generation(projection.name(), GENERATIONS.incrementAndGet(), 1);
        try (Connection owner = TestDatabase.asOwnerOf(database).connect()) {
            new GenerationSchema(database.user()).createTables(owner, generation);
        }
        return generation;
    }

    private static JdbcTemplate jdbc() {
        return new JdbcTemplate(node.context().getBean("readModelDataSource", DataSource.class));
    }
}
