package io.talel.command.eventlog.commit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears, on a connection of its own, that another node appended to the log; connects again whenever that is lost. */
final class CommitListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommitListener.class);

    /** After so long a silence it asks whether the server is still there. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private static final Duration BEFORE_RECONNECT = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final LogChannel channel;
    private final Runnable onCommit;
    private final Thread thread;
    private volatile @Nullable Connection current;
    private volatile boolean closed;

    /** @param dataSource opens a new connection each time */
    CommitListener(DataSource dataSource, LogChannel channel, Runnable onCommit) {
        this.dataSource = dataSource;
        this.channel = channel;
        this.onCommit = onCommit;
        this.thread = Thread.ofPlatform().name("commit-listener").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        thread.interrupt();
        Connection connection = current;
        if (connection != null) {
            connection.abort(Runnable::run);
        }
    }

    private void run() {
        while (!closed) {
            try {
                listen();
                Thread.sleep(BEFORE_RECONNECT);
            } catch (InterruptedException e) {
                LOG.debug("Interrupted, closed: {}", closed, e);
            }
        }
    }

    private void listen() {
        try (Connection connection = dataSource.getConnection()) {
            current = connection;
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET application_name = '%s'".formatted(channel.listener()));
                statement.execute("LISTEN " + LogChannel.NAME);
            }
            // Whatever was appended while nobody listened.
            onCommit.run();
            PGConnection notifications = connection.unwrap(PGConnection.class);
            while (!closed) {
                await(notifications, connection);
            }
        } catch (SQLException e) {
            if (!closed) {
                LOG.info("Lost the connection on which other nodes announce events: {}", e.getMessage());
            }
        } catch (RuntimeException | Error e) {
            // Nobody would start this thread again.
            LOG.warn("Could not pass on what other nodes announced; listening again", e);
        } finally {
            current = null;
        }
    }

    private void await(PGConnection notifications, Connection connection) throws SQLException {
        PGNotification[] heard = notifications.getNotifications(Math.toIntExact(SILENCE.toMillis()));
        if (heard.length == 0) {
            if (!connection.isValid(Math.toIntExact(SILENCE.toSeconds()))) {
                throw new SQLException("the server does not answer");
            }
        } else if (Arrays.stream(heard).anyMatch(one -> !channel.node().equals(one.getParameter()))) {
            onCommit.run();
        }
    }
}
