package io.talel.ops.backup.store;

import java.sql.SQLException;

/** A connection that was lost before the database had answered: what was asked of it may have been done. */
public final class ConnectionLoss {

    /** Classes of SQLSTATE: a connection that broke, and a server that ended the session. */
    private static final String BROKEN = "08";

    private static final String ENDED = "57P";

    private ConnectionLoss() {}

    /** Whether it is what an error comes from. One that was never made has lost nothing. */
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
