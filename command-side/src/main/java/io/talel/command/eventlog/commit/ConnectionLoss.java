package io.talel.command.eventlog.commit;

import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A connection was lost before the database answered: it may have done what it was sent. */
final class ConnectionLoss {

    /** Classes of SQLSTATE for a broken connection and for a server that ends the session. */
    private static final String BROKEN = "08";

    private static final String ENDED = "57P";

    private ConnectionLoss() {}

    /** Whether the connection was lost: by the error, or right after it, as when a server dies that has just reported why. */
    static boolean isBehind(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .flatMap(chain -> StreamSupport.stream(chain.spliterator(), false))
                .anyMatch(each -> each instanceof SQLException loss && isLoss(String.valueOf(loss.getSQLState())));
    }

    private static boolean isLoss(String state) {
        return state.startsWith(BROKEN) || state.startsWith(ENDED);
    }
}
