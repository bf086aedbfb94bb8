package io.talel.ops.backup.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * One of the two databases.
 *
 * @param name of the database in messages
 * @param ownerUser role that owns schemas and tables; equals {@code user} if there is only one
 * @param guess why its address is a default; empty if it was configured
 */
public record Database(
        String name, String url, String user, String password, String ownerUser, String ownerPassword, String guess) {

    /** A database without a role for the application: the owner stands in. */
    public static Database ofOwner(String name, String url, String owner, String password, String guess) {
        return new Database(name, url, owner, password, owner, password, guess);
    }

    /** Oldest version of PostgreSQL that has what the statements need. */
    public static final int OLDEST_VERSION = 15;

    /** DriverManager would open every jar to look for drivers. */
    private static final Driver DRIVER = new Driver();

    /** Longest statement; the status of a log with millions of waiting events takes a few seconds. */
    private static final Duration STATEMENT = Duration.ofSeconds(30);

    /** Longest wait for a byte of an answer, for long statements; sorting and indexing send nothing meanwhile. */
    private static final Duration SILENCE = Duration.ofHours(1);

    private static final Duration CONNECT = Duration.ofSeconds(3);

    /** With TLS, on a machine whose cores are taken: a young JVM needed more than 5 s. */
    private static final Duration LOG_IN = Duration.ofSeconds(20);

    /** Read-only: the session refuses every change. */
    public Connection read() throws SQLException {
        return open(user, password, true);
    }

    /** Like {@link #read}, with the owner's rights, for data hidden from the application's role. */
    public Connection readAsOwner() throws SQLException {
        return open(ownerUser, ownerPassword, true);
    }

    public Connection write() throws SQLException {
        return open(user, password, false);
    }

    /**
     * Like {@link #readAsOwner}, for reading whole tables; a swap would wait for transactions of the application's
     * role.
     */
    public Connection readAll() throws SQLException {
        return withTime(readAsOwner());
    }

    /** With the owner's rights, for working on whole tables. */
    public Connection workAsOwner() throws SQLException {
        return withTime(open(ownerUser, ownerPassword, false));
    }

    /** Removes the limits of time for statements, and limits silence. */
    private static Connection withTime(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0");
            connection.setNetworkTimeout(Runnable::run, (int) SILENCE.toMillis());
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Address without parameters, which may hold secrets. */
    public String place() {
        return url.replaceFirst("^jdbc:postgresql://", "").replaceFirst("\\?.*", "");
    }

    private Connection open(String role, String secret, boolean readOnly) throws SQLException {
        Properties driver = new Properties();
        driver.setProperty("user", role);
        driver.setProperty("password", secret);
        driver.setProperty("ApplicationName", "talelio-console");
        driver.setProperty("connectTimeout", String.valueOf(CONNECT.toSeconds()));
        driver.setProperty("loginTimeout", String.valueOf(LOG_IN.toSeconds()));
        driver.setProperty(
                "socketTimeout", String.valueOf(STATEMENT.plusSeconds(5).toSeconds()));
        driver.setProperty("tcpKeepAlive", "true");
        // Details quote values, which must not reach a terminal or a log.
        driver.setProperty("logServerErrorDetail", "false");
        driver.setProperty(
                "options",
                "-c statement_timeout=%d -c lock_timeout=5000 -c idle_in_transaction_session_timeout=60000"
                                .formatted(STATEMENT.toMillis())
                        + (readOnly ? " -c default_transaction_read_only=on" : ""));
        try {
            Connection connection = DRIVER.connect(url, driver);
            if (connection == null) {
                throw new SQLException("not an address of PostgreSQL");
            }
            return connection;
        } catch (SQLException e) {
            throw new DatabaseUnreachable(this, e);
        }
    }

    /** Leaves the passwords out. */
    @Override
    public String toString() {
        return name + " at " + place();
    }
}
