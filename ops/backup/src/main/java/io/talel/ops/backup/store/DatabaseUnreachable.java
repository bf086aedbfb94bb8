package io.talel.ops.backup.store;

import java.sql.SQLException;

/** A database does not answer, or rejects the role. */
public final class DatabaseUnreachable extends SQLException {
    private static final long serialVersionUID = 1L;

    DatabaseUnreachable(Database database, SQLException cause) {
        super(
                "%s cannot be reached: %s".formatted(database, firstLine(cause))
                        + (database.guess().isEmpty() ? "" : " (" + database.guess() + ")"),
                cause.getSQLState(),
                cause);
    }

    private static String firstLine(SQLException cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
