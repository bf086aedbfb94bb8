package io.talel.query.generation;

import io.talel.ops.localstack.PostgresDatabase;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import io.talel.query.projection.FoldedEvents;
import io.talel.query.projection.Projection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.jdbc.core.JdbcTemplate;

/** Replays histories from zero, each into a generation of its own. */
final class Replay {

    private final AtomicInteger generations = new AtomicInteger(1);
    private final PostgresDatabase database;
    private final QueryNode node;

    Replay(PostgresDatabase database, QueryNode node) {
        this.database = database;
        this.node = node;
    }

    List<Projection> projections() {
        return node.context().getBeanProvider(Projection.class).orderedStream().toList();
    }

    /** The rows that a projection makes of a history, taken in these batches. */
    List<Map<String, Object>> rows(Projection projection, List<List<DomainEventMessage<?>>> batches) throws Exception {
        Generation generation = newGeneration(projection);
        try (Connection application = TestDatabase.asApplicationOn(database).connect()) {
            application.setAutoCommit(false);
            for (List<DomainEventMessage<?>> batch : batches) {
                FoldedEvents events = projection.noEvents();
                batch.stream().filter(projection::handles).forEach(events::add);
                events.writeTo(application, generation.schema());
                application.commit();
            }
        }
        return rows(projection, generation.schema());
    }

    /** The rows of the live generation, those too that readers do not see. */
    List<Map<String, Object>> live(Projection projection) {
        return rows(projection, new Generation(projection.name(), 1, 1).schema());
    }

    private List<Map<String, Object>> rows(Projection projection, String schema) {
        return TestDatabase.comparable(
                jdbc().queryForList("SELECT * FROM %s.%s ORDER BY id".formatted(schema, projection.view())));
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
