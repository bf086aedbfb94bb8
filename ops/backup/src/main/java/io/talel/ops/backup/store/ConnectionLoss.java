package io.talel.ops.backup.store;

import java.sql.SQLException;

/** A connection was lost before the database answered: the statement may have been executed. */
public final class ConnectionLoss {

    /** Classes of SQLSTATE for a broken connection and for a server that ends the session. */
    private static final String BROKEN = "08";

    private static final String ENDED = "57P";

    private ConnectionLoss() {}

    /** Whether a lost connection caused the error. A connection that was never opened does not count. */
    public static boolean isBehind(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseUnreachable) {
                return false;
            }
            if (cause instanceof SQLException e && e.getSQLState() != null) {
                return e.getSQLState().startsWith(BROKEN) || e.getSQLState().startsWith(ENDED);
            }
        }
        return false;
    }
}
