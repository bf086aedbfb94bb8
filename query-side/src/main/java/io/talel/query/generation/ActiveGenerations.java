package io.talel.query.generation;

import io.talel.query.projection.Projection;
import io.talel.query.visibility.ReachedVersions;
import io.talel.query.visibility.VersionAnnouncements;
import java.sql.Connection;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessageHandler;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** The generations that readers see. */
public final class ActiveGenerations {

    private final DataSource readModelDataSource;
    private final VersionAnnouncements announcements;
    private final ReachedVersions reached;

    ActiveGenerations(DataSource readModelDataSource, VersionAnnouncements announcements, ReachedVersions reached) {
        this.readModelDataSource = readModelDataSource;
        this.announcements = announcements;
        this.reached = reached;
    }

    /** Takes live events into the active generation, for a processor. */
    public EventMessageHandler handlerOf(Projection projection) {
        return new LiveProjection(projection, writerOf(projection));
    }

    ActiveGeneration writerOf(Projection projection) {
        return new ActiveGeneration(projection, readModelDataSource, announcements, reached);
    }

    /**
     * Whether the active generation is filled by the version of the projection that this node has. A node with another
     * version leaves the segments to the others; that it never writes is seen to again in every transaction.
     */
    public boolean isWrittenHere(Projection projection) {
        ConnectionCallback<Boolean> sameVersion =
                (Connection connection) -> GenerationRegistry.active(connection, projection.name())
                        .filter(active -> active.codeVersion() == projection.codeVersion())
                        .isPresent();
        return Boolean.TRUE.equals(new JdbcTemplate(readModelDataSource).execute(sameVersion));
    }
}
