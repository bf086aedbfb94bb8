package io.talel.query.generation;

import io.talel.query.datasource.ReadModelConnections;
import io.talel.query.datasource.Sql;
import io.talel.query.projection.Projection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** Brings the read models' database up to date: tokens and registry by Flyway, then its lineage and the first generations. */
final class ReadModelMigration {

    /** Lets nodes that start at once take turns; the number has no meaning but must differ from other advisory locks. */
    private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7114201)";

    private final ReadModelConnections connections;
    private final List<Projection> projections;
    private final ReadModelLineage lineage;
    private final boolean enabled;

    /** @param enabled false in a process that must not change schemas; {@link #migrate} does nothing then */
    ReadModelMigration(
            ReadModelConnections connections, List<Projection> projections, ReadModelLineage lineage, boolean enabled) {
        this.connections = connections;
        this.projections = List.copyOf(projections);
        this.lineage = lineage;
        this.enabled = enabled;
    }

    /** @throws LineageMismatch if the read models belong to another log */
    void migrate() throws SQLException {
        if (!enabled) {
            return;
        }
        Flyway.configure()
                .dataSource(connections.owner())
                .locations("classpath:db/read-model")
                .schemas("read_model")
                .placeholders(Map.of("application", connections.applicationRole()))
                .load()
                .migrate();
        try (Connection owner = connections.owner().getConnection()) {
            owner.setAutoCommit(false);
            Sql.execute(owner, ONE_AT_A_TIME);
            lineage.adopt(owner);
            createFirstGenerations(owner);
            exposeAdded(owner);
            owner.commit();
        }
    }

    private void createFirstGenerations(Connection owner) throws SQLException {
        GenerationSchema schema = new GenerationSchema(connections.applicationRole());
        for (Projection projection : projections) {
            if (GenerationRegistry.active(owner, projection.name()).isEmpty()) {
                Generation first = new Generation(projection.name(), 1, projection.codeVersion());
                schema.createTables(owner, first);
                Sql.execute(owner, schema.indexes(first));
                schema.expose(owner, first);
                schema.join(owner, first);
                GenerationRegistry.addActive(owner, first);
            }
        }
    }

    private void exposeAdded(Connection owner) throws SQLException {
        GenerationSchema schema = new GenerationSchema(connections.applicationRole());
        for (Projection projection : projections) {
            Generation active =
                    GenerationRegistry.active(owner, projection.name()).orElseThrow();
            schema.exposeAdded(owner, active);
        }
    }
}
