package io.talel.gateway.error;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.talel.kernel.UnreadableEvent;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import software.amazon.awssdk.core.exception.SdkException;

/** Distinguishes passing failures of PostgreSQL, Redis and S3 from defects. */
final class Outage {

    /**
     * Classes and codes of SQL states: connection lost, out of resources (disk, memory, connections), operator's
     * intervention (shutdown, statement timeout), system error, lock timeout, a standby that only reads, a transaction
     * that paused for too long, and transactions that PostgreSQL gave up to break a tie.
     */
    private static final Set<String> SQL_STATES =
            Set.of("08", "53", "57", "58", "55P03", "25006", "25P03", "40001", "40P01");

    /** Redis starts up, has no room, cannot save, is a replica, or has lost its master. */
    private static final Set<String> REDIS_ERRORS =
            Set.of("LOADING", "OOM", "MISCONF", "READONLY", "MASTERDOWN", "CLUSTERDOWN", "NOREPLICAS");

    private Outage() {}

    static boolean is(Throwable failure) {
        return switch (failure) {
            case SQLTransientException _, SQLRecoverableException _ -> true;
            case SQLException e -> is(e.getSQLState());
            case DataAccessResourceFailureException _,
                    TransientDataAccessException _,
                    RecoverableDataAccessException _,
                    CannotCreateTransactionException _ -> true;
            case RedisCommandExecutionException e ->
                e.getMessage() != null && REDIS_ERRORS.contains(e.getMessage().split(" ", 2)[0]);
            // Everything that is no answer of Redis: no connection, a timeout, or a full queue.
            case RedisException _ -> true;
            case SdkException _ -> true;
            case LockAcquisitionFailedException _, RejectedExecutionException _ -> true;
            // During a deployment; the next try may reach a newer node.
            case UnreadableEvent _ -> true;
            default -> false;
        };
    }

    /** Without a state the pool has failed: it is closed or exhausted. */
    private static boolean is(@Nullable String sqlState) {
        return sqlState == null
                || SQL_STATES.contains(sqlState)
                || (sqlState.length() == 5 && SQL_STATES.contains(sqlState.substring(0, 2)));
    }
}
