package io.talel.query.rebuild;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request to end a rebuild. Its threads check it between two steps, and it cancels statements that run. */
public final class Cancellation {

    private static final Logger LOG = LoggerFactory.getLogger(Cancellation.class);

    /** Work that a cancelled statement breaks off. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws SQLException;
    }

    private final Set<Statement> running = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String reason;

    public boolean isRequested() {
        return reason != null;
    }

    public void request(String why) {
        reason = why;
        running.forEach(Cancellation::cancel);
    }

    public void check() {
        String why = reason;
        if (why != null) {
            throw new RebuildStopped(why);
        }
    }

    public <T> T during(Statement statement, Work<T> work) throws SQLException {
        running.add(statement);
        try {
            check();
            return work.run();
        } catch (SQLException e) {
            check();
            throw e;
        } finally {
            running.remove(statement);
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            LOG.debug("A statement cannot be cancelled, it is waited for", e);
        }
    }
}
