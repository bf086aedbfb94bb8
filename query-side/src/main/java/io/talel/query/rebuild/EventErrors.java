package io.talel.query.rebuild;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells errors of an event, which come again whenever it is tried, from those of a database. */
final class EventErrors {

    /**
     * Classes of SQLSTATE that no event is to blame for: connections, resources, limits and the server itself; transactions
     * that met others, or are over; tables that are not there.
     */
    private static final Set<String> NOT_OF_THE_EVENT = Set.of("08", "25", "3F", "40", "42", "53", "55", "57", "58");

    private EventErrors() {}

    static boolean isOfTheEvent(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException || cause instanceof SQLRecoverableException) {
                return false;
            }
            if (cause instanceof SQLException sql && isOfTheDatabase(sql.getSQLState())) {
                return false;
            }
        }
        return true;
    }

    static Throwable root(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static boolean isOfTheDatabase(@Nullable String state) {
        return state == null || state.length() < 2 || NOT_OF_THE_EVENT.contains(state.substring(0, 2));
    }
}
