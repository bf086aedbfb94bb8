package io.talel.command.eventlog.commit;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells the other nodes, if there are any, that the log grew: after the commit and on a thread of its own, since a NOTIFY
 * takes a lock of the whole server when it commits. The first commit is announced at once, commits soon after it together.
 * Only {@link #close} ends the thread, since nobody would start it again.
 */
public final class CommitAnnouncer implements AutoCloseable {

    /** No row if no other node listens. */
    private static final String NOTIFY = """
            SELECT pg_notify(:channel, :node)
            FROM (SELECT FROM pg_stat_activity
                  WHERE application_name LIKE :listeners AND application_name <> :here
                    AND datname = current_database()
                  LIMIT 1) other""";

    /** How long it is believed that no other node listens. One that comes meanwhile looks by itself. */
    private static final Duration ALONE = Duration.ofSeconds(1);

    /** Least time between two announcements. */
    static final Duration PAUSE = Duration.ofMillis(20);

    private static final Logger LOG = LoggerFactory.getLogger(CommitAnnouncer.class);

    private final JdbcClient jdbc;
    private final LogChannel channel;
    private final BlockingQueue<Boolean> due = new ArrayBlockingQueue<>(1);
    private final Thread thread;
    private volatile boolean closed;

    /** Used by the thread only. */
    private long aloneAt = System.nanoTime() - ALONE.toNanos();

    CommitAnnouncer(DataSource dataSource, LogChannel channel) {
        this.jdbc = JdbcClient.create(dataSource);
        this.channel = channel;
        this.thread = Thread.ofPlatform().name("commit-announcer").daemon().start(this::run);
    }

    /** Returns at once; an announcement that is due already covers this commit as well. */
    public void announce() {
        due.offer(true);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            try {
                due.take();
                send();
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                LOG.debug("Interrupted, closed: {}", closed, e);
            } catch (RuntimeException | Error e) {
                LOG.error("An announcement of new events broke off", e);
            }
        }
    }

    /** A lost announcement costs the other nodes their next regular look, nothing else. */
    private void send() {
        if (System.nanoTime() - aloneAt < ALONE.toNanos()) {
            return;
        }
        try {
            boolean sent = jdbc.sql(NOTIFY)
                    .param("channel", LogChannel.NAME)
                    .param("node", channel.node())
                    .param("listeners", LogChannel.LISTENERS + "%")
                    .param("here", channel.listener())
                    .query((_, _) -> true)
                    .optional()
                    .orElse(false);
            aloneAt = sent ? aloneAt : System.nanoTime();
        } catch (DataAccessException e) {
            LOG.debug("New events could not be announced", e);
        }
    }
}
