package io.talel.query.generation;

import io.talel.query.projection.Projection;
import io.talel.query.visibility.ReachedVersions;
import io.talel.query.visibility.VersionAnnouncements;
import java.util.Objects;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessageHandler;
import org.springframework.jdbc.core.JdbcTemplate;

/** The generations that readers see. */
public final class ActiveGenerations {

    /** What a node does with the segments of a projection. */
    public enum Duty {
        /** The node takes its share. */
        HERE,
        /** The node takes its share once an operator resumes the projection. */
        PAUSED,
        /** The node leaves them to nodes with another version of the code. */
        OF_OTHERS
    }

    private static final String DUTY = """
            SELECT code_version,
                   EXISTS (SELECT 1 FROM read_model.pause WHERE pause.projection = generation.projection) AS paused
            FROM read_model.generation
            WHERE projection = ? AND active
            """;

    private final DataSource readModelDataSource;
    private final JdbcTemplate jdbc;
    private final VersionAnnouncements announcements;
    private final ReachedVersions reached;

    ActiveGenerations(DataSource readModelDataSource, VersionAnnouncements announcements, ReachedVersions reached) {
        this.readModelDataSource = readModelDataSource;
        this.jdbc = new JdbcTemplate(readModelDataSource);
        this.announcements = announcements;
        this.reached = reached;
    }

    /** Handles live events for a processor: writes them into the active generation. */
    public EventMessageHandler handlerOf(Projection projection) {
        return new ProjectionEventHandler(projection, writerOf(projection));
    }

    ActiveGenerationWriter writerOf(Projection projection) {
        return new ActiveGenerationWriter(projection, readModelDataSource, announcements, reached);
    }

    /**
     * Whether this node takes part in a projection. A node whose code has another version than the active generation leaves the
     * segments to other nodes; every transaction checks the version again.
     */
    public Duty dutyOf(Projection projection) {
        Duty duty = jdbc.query(
                DUTY,
                row -> row.next() && row.getInt("code_version") == projection.codeVersion()
                        ? row.getBoolean("paused") ? Duty.PAUSED : Duty.HERE
                        : Duty.OF_OTHERS,
                projection.name());
        return Objects.requireNonNull(duty);
    }
}
