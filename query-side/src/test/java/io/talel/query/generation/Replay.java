package io.talel.query.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.localstack.PostgresDatabase;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import io.talel.query.projection.GenerationWriter;
import io.talel.query.projection.Projection;
import io.talel.query.projection.Reached;
import io.talel.query.projection.RowBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** Replays histories from zero, each into a generation of its own. */
final class Replay {

    private final AtomicInteger generations = new AtomicInteger(1);
    private final PostgresDatabase database;
    private final QueryNode node;

    Replay(PostgresDatabase database, QueryNode node) {
        this.database = database;
        this.node = node;
    }

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
        public void committed(List<Reached> reached) {}
    }

    List<Projection> projections() {
        return node.context().getBeanProvider(Projection.class).orderedStream().toList();
    }

    /** The rows that a projection makes of a history, taken in these batches. */
    List<Map<String, Object>> rows(Projection projection, List<List<DomainEventMessage<?>>> batches) throws Exception {
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
        return rows(projection, generation.schema());
    }

    /** The rows that readers see. */
    List<Map<String, Object>> live(Projection projection) {
        return rows(projection, "read_model");
    }

    private List<Map<String, Object>> rows(Projection projection, String schema) {
        return jdbc().queryForList("SELECT * FROM %s.%s ORDER BY id".formatted(schema, projection.view()));
    }

    private Generation newGeneration(Projection projection) throws SQLException {
        Generation generation = new Generation(projection.name(), generations.incrementAndGet(), 1);
        try (Connection owner = TestDatabase.asOwnerOf(database).connect()) {
            new GenerationSchema(database.user()).createTables(owner, generation);
        }
        return generation;
    }

    private JdbcTemplate jdbc() {
        return new JdbcTemplate(node.context().getBean("readModelDataSource", DataSource.class));
    }
}
