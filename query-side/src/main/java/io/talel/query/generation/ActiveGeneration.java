package io.talel.query.generation;

import io.talel.query.projection.GenerationWriter;
import io.talel.query.projection.Projection;
import io.talel.query.projection.Reached;
import io.talel.query.projection.RowBatch;
import io.talel.query.visibility.ReachedVersions;
import io.talel.query.visibility.VersionAnnouncements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes live events into the generation that readers see, and makes known what can be read. */
final class ActiveGeneration implements GenerationWriter {

    private final Projection projection;
    private final JdbcTemplate jdbc;
    private final VersionAnnouncements announcements;
    private final ReachedVersions reached;

    ActiveGeneration(
            Projection projection,
            DataSource readModelDataSource,
            VersionAnnouncements announcements,
            ReachedVersions reached) {
        this.projection = projection;
        this.jdbc = new JdbcTemplate(readModelDataSource);
        this.announcements = announcements;
        this.reached = reached;
    }

    @Override
    public void write(RowBatch rows) {
        jdbc.execute((Connection connection) -> {
            rows.writeTo(connection, lock(connection).schema());
            announcements.announce(connection, rows.reached());
            return true;
        });
    }

    @Override
    public void committed(List<Reached> rows) {
        rows.forEach(row -> reached.reached(row.position()));
    }

    private Generation lock(Connection connection) throws SQLException {
        Generation active = GenerationRegistry.lockActive(connection, projection.name())
                .orElseThrow(() -> new GenerationMismatch(
                        "The active generation of " + projection.name() + " is just being swapped"));
        if (active.codeVersion() != projection.codeVersion()) {
            throw new GenerationMismatch("%s is filled by version %d of its projection, this node has version %d"
                    .formatted(active.schema(), active.codeVersion(), projection.codeVersion()));
        }
        return active;
    }
}
