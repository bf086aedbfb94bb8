package io.talel.query.datasource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Makes connections to the read models' database that never hang: a server that is gone or frozen yields an error
 * within seconds, and the next attempt gets a new connection.
 */
public final class ReadModelConnections {

    /** Longest wait to open a connection or to get one from the pool. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** Longest statement of a query. */
    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(3);

    /** Longest statement of a projection; its node extends the claim meanwhile. */
    private static final Duration PROJECTION_TIMEOUT = Duration.ofSeconds(5);

    /**
     * Longest pause of a node within a transaction of a projection. A node that is frozen there holds locks on rows that others
     * write.
     */
    private static final Duration IDLE_IN_TRANSACTION_TIMEOUT = Duration.ofSeconds(2);

    /** Longest statement of the owner, such as an index over all rows of a rebuild. */
    private static final Duration OWNER_TIMEOUT = Duration.ofMinutes(10);

    /** Wait beyond the server's own time limit before the server counts as frozen. */
    private static final Duration ANSWER_MARGIN = Duration.ofSeconds(2);

    /** Application name of the connections of {@link #listen()}. */
    public static final String LISTENER = "talelio-listener";

    private final ReadModelProperties properties;

    ReadModelConnections(ReadModelProperties properties) {
        this.properties = properties;
    }

    /**
     * A pool to write with. A commit does not wait for the disk: rows and token are one transaction, and a node replaces only
     * the token that it wrote last, so commits that a crash of the server loses are projected again.
     */
    HikariDataSource projections() {
        HikariConfig pool = pool("projections", properties.projectionConnections(), PROJECTION_TIMEOUT);
        pool.addDataSourceProperty(
                "options",
                "-c statement_timeout=%d -c idle_in_transaction_session_timeout=%d -c synchronous_commit=off"
                        .formatted(PROJECTION_TIMEOUT.toMillis(), IDLE_IN_TRANSACTION_TIMEOUT.toMillis()));
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        return new HikariDataSource(pool);
    }

    /**
     * A pool to read with, one statement at a time: each is a transaction, which the session's own defaults make READ ONLY and
     * REPEATABLE READ. The driver may prepare statements on views: when a swap has replaced a view, it prepares them again.
     * Plans are made once and kept, since planning a list took six times as long as running it. They look rows up by index,
     * so they also fit a table that grows faster than its statistics.
     */
    HikariDataSource queries() {
        HikariConfig pool = pool("queries", properties.queryConnections(), QUERY_TIMEOUT);
        pool.addDataSourceProperty(
                "options",
                "-c statement_timeout=%d -c idle_in_transaction_session_timeout=%d"
                                .formatted(QUERY_TIMEOUT.toMillis(), QUERY_TIMEOUT.toMillis())
                        + " -c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read"
                        + " -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off"
                        + " -c enable_mergejoin=off");
        return new HikariDataSource(pool);
    }

    /** A connection of the application's role outside every pool, for listening; its owner closes it. */
    public Connection listen() throws SQLException {
        return DriverManager.getConnection(
                properties.url(), driver(properties.username(), properties.password(), "listener", PROJECTION_TIMEOUT));
    }

    /**
     * Connections of the role that owns tables and views, a new one each time.
     */
    public DataSource owner() {
        return new DriverManagerDataSource(
                properties.url(),
                driver(properties.ownerUsername(), properties.ownerPassword(), "owner", OWNER_TIMEOUT));
    }

    /**
     * As {@link #owner()}, for bulk writes that can be repeated: a commit does not wait for the disk, many rows go into one
     * statement, and indexes are sorted in memory.
     */
    public DataSource bulk() {
        Properties driver = driver(properties.ownerUsername(), properties.ownerPassword(), "rebuild", OWNER_TIMEOUT);
        driver.setProperty("options", "-c synchronous_commit=off -c maintenance_work_mem=128MB");
        driver.setProperty("reWriteBatchedInserts", "true");
        return new DriverManagerDataSource(properties.url(), driver);
    }

    /** The name of the role that projections and queries work as. */
    public String applicationRole() {
        return properties.username();
    }

    private HikariConfig pool(String name, int size, Duration statement) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("talelio-read-model-" + name);
        pool.setJdbcUrl(properties.url());
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(Math.min(2, size));
        pool.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
        pool.setValidationTimeout(CONNECT_TIMEOUT.toMillis() / 2);
        pool.setKeepaliveTime(Duration.ofSeconds(30).toMillis());
        pool.setDataSourceProperties(driver(properties.username(), properties.password(), name, statement));
        return pool;
    }

    private static Properties driver(String user, String password, String name, Duration statement) {
        Properties driver = new Properties();
        driver.setProperty("user", user);
        driver.setProperty("password", password);
        driver.setProperty("ApplicationName", "talelio-" + name);
        driver.setProperty("connectTimeout", String.valueOf(CONNECT_TIMEOUT.toSeconds()));
        driver.setProperty("tcpKeepAlive", "true");
        driver.setProperty(
                "socketTimeout", String.valueOf(statement.plus(ANSWER_MARGIN).toSeconds()));
        // Details quote rows and parameters of statements, which must not get into messages and logs.
        driver.setProperty("logServerErrorDetail", "false");
        return driver;
    }
}
