package io.talel.query.visibility;

import io.talel.query.datasource.ReadModelConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives the versions that other nodes announce, on a connection of its own. When the connection breaks, it is opened again,
 * and earlier versions are forgotten, since the server may have crashed and lost them. A poll finds the announcements that
 * were missed.
 */
public final class VersionListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VersionListener.class);

    /** Silence after which the connection is checked, in milliseconds. */
    private static final int CHECK_AFTER_MILLIS = 5_000;

    private static final long RECONNECT_MILLIS = 500;

    private final ReadModelConnections connections;
    private final ReachedVersions versions;

    /** A virtual thread can be interrupted while it reads from a socket. */
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("version-listener").factory());

    /** Whether the last attempt failed, so that an outage is logged once; used by the listener's thread only. */
    private boolean deaf;

    /** Read by other threads. */
    private volatile int process;

    VersionListener(ReadModelConnections connections, ReachedVersions versions) {
        this.connections = connections;
        this.versions = versions;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::listen, 0, RECONNECT_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** The server's process of the session, 0 while it is not open. The server ends the session when the node dies. */
    public int process() {
        return process;
    }

    private void listen() {
        try (Connection connection = connections.listen();
                Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + VersionAnnouncements.CHANNEL);
            versions.forgetReached();
            deaf = false;
            PGConnection postgres = connection.unwrap(PGConnection.class);
            process = postgres.getBackendPID();
            while (!thread.isShutdown()) {
                PGNotification[] heard = postgres.getNotifications(CHECK_AFTER_MILLIS);
                if (heard.length == 0) {
                    statement.execute("SELECT 1");
                }
                for (PGNotification notification : heard) {
                    VersionMessage.decode(notification.getParameter()).forEach(versions::reached);
                }
            }
        } catch (SQLException | RuntimeException e) {
            if (!deaf && !thread.isShutdown()) {
                LOG.warn("Other nodes cannot be heard for now, awaited versions are looked up", e);
            }
            deaf = true;
        } catch (Error e) {
            // Nothing would start this thread again.
            LOG.error("Listening to other nodes broke off, it is begun again", e);
        } finally {
            process = 0;
        }
    }
}
