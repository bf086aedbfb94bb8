package io.talel.query.generation;

import io.talel.query.projection.FoldedEvents;
import io.talel.query.projection.Projection;
import io.talel.query.projection.Reached;
import io.talel.query.visibility.ReachedVersions;
import io.talel.query.visibility.VersionAnnouncements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes live events into the generation that readers see, and makes known what can be read. */
final class ActiveGeneration {

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

    /** Writes the rows within the transaction that is open; a large transaction writes several times. */
    void write(FoldedEvents events) {
        jdbc.execute((Connection connection) -> {
            events.writeTo(connection, lock(connection).schema());
            announcements.announce(connection, events.reached());
            return true;
        });
    }

    /** Called once the transaction has committed, with the versions that it reached. */
    void committed(List<Reached> rows) {
        rows.forEach(row -> reached.reached(row.position()));
    }

    /** What a swap has made of the row that was waited for is seen by a second look only. */
    private Generation lock(Connection connection) throws SQLException {
        Optional<Generation> found = GenerationRegistry.lockActive(connection, projection.name());
        if (found.isEmpty()) {
            found = GenerationRegistry.lockActive(connection, projection.name());
        }
        Generation active = found.orElseThrow(() ->
                new GenerationMismatch(projection.name() + " has no active generation, or is swapped again and again"));
        if (active.codeVersion() != projection.codeVersion()) {
            throw new GenerationMismatch("%s is filled by version %d of its projection, this node has version %d"
                    .formatted(active.schema(), active.codeVersion(), projection.codeVersion()));
        }
        return active;
    }
}
