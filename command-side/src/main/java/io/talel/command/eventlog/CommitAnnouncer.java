package io.talel.command.eventlog;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells the other nodes that the log grew: after the commit and on a thread of its own, since a NOTIFY takes a lock of
 * the whole server when it commits. The first commit is announced at once, commits soon after it together. Only
 * {@link #close} ends the thread, since nobody would start it again.
 */
final class CommitAnnouncer implements AutoCloseable {

    /** Least time between two announcements. */
    static final Duration PAUSE = Duration.ofMillis(20);

    private static final Logger LOG = LoggerFactory.getLogger(CommitAnnouncer.class);

    private final JdbcClient jdbc;
    private final LogChannel channel;
    private final BlockingQueue<Boolean> due = new ArrayBlockingQueue<>(1);
    private final Thread thread;
    private volatile boolean closed;

    CommitAnnouncer(DataSource dataSource, LogChannel channel) {
        this.jdbc = JdbcClient.create(dataSource);
        this.channel = channel;
        this.thread = Thread.ofPlatform().name("commit-announcer").daemon().start(this::run);
    }

    /** Returns at once; an announcement that is due already covers this commit as well. */
    void announce() {
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
        try {
            jdbc.sql("SELECT pg_notify(?, ?)")
                    .params(LogChannel.NAME, channel.node())
                    .query((_, _) -> true)
                    .single();
        } catch (DataAccessException e) {
            LOG.debug("Nobody was told of new events", e);
        }
    }
}
