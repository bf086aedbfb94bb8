package io.talel.ops.localstack;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What PostgreSQL has counted of one statement ({@code pg_stat_statements}).
 *
 * @param query without its constants
 * @param pages of 8 KiB, in memory or not
 */
public record StatementCount(String query, long calls, long rows, long pages) {

    /** Setting of a server that counts; see {@link LocalPostgres#startWith}. */
    public static final String SETTING = "shared_preload_libraries = 'pg_stat_statements'";

    private static final Pattern NOT_COUNTED =
            Pattern.compile("^(begin|commit|rollback|savepoint|release|set|show)", Pattern.CASE_INSENSITIVE);

    private static final String COUNTS = """
            SELECT query, calls, rows, shared_blks_hit + shared_blks_read AS pages
            FROM pg_stat_statements
            WHERE dbid = (SELECT oid FROM pg_database WHERE datname = ?) AND calls > 0""";

    private static final String RESET = "SELECT pg_stat_statements_reset(0, oid, 0) FROM pg_database WHERE datname = ?";

    /** Lets superusers read the counts. */
    public static void enable(LocalPostgres postgres) throws SQLException {
        try (Connection superuser = postgres.connectAsSuperuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("CREATE EXTENSION pg_stat_statements");
        }
    }

    /** Begins again at 0 in one database. */
    public static void reset(Connection superuser, String database) throws SQLException {
        try (PreparedStatement reset = superuser.prepareStatement(RESET)) {
            reset.setString(1, database);
            reset.execute();
        }
    }

    /** Calls in one database, except statements of transactions and savepoints, SET and SHOW. */
    public static long calls(Connection superuser, String database) throws SQLException {
        return of(superuser, database).stream()
                .filter(each -> !NOT_COUNTED.matcher(each.query).find())
                .mapToLong(StatementCount::calls)
                .sum();
    }

    /** All statements of one database. A statement of several roles is counted for each of them. */
    public static List<StatementCount> of(Connection superuser, String database) throws SQLException {
        try (PreparedStatement select = superuser.prepareStatement(COUNTS)) {
            select.setString(1, database);
            try (ResultSet row = select.executeQuery()) {
                List<StatementCount> counts = new ArrayList<>();
                while (row.next()) {
                    counts.add(new StatementCount(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)));
                }
                return counts;
            }
        }
    }
}
