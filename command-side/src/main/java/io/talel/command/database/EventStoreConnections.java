package io.talel.command.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** How a node connects to the event store: bounded in time on both ends, so that neither waits for a dead other. */
public final class EventStoreConnections {

    private EventStoreConnections() {}

    /** @param size most connections; a caller that needs another waits until one is free */
    static HikariDataSource pool(String name, EventStoreProperties properties, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(properties.url());
        config.setUsername(properties.username());
        config.setPassword(properties.password());
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(EventStoreTimeouts.CONNECT.toMillis());
        config.setValidationTimeout(EventStoreTimeouts.CONNECT.toMillis() / 2);
        config.setDataSourceProperties(driverProperties());
        return new HikariDataSource(config);
    }

    /** Opens a new connection each time, for who keeps one. */
    public static DataSource unpooled(EventStoreProperties properties) {
        DriverManagerDataSource dataSource =
                new DriverManagerDataSource(properties.url(), properties.username(), properties.password());
        dataSource.setConnectionProperties(driverProperties());
        return dataSource;
    }

    /** For migrations, which may take their time; a server that falls silent is an error for them too. */
    static DataSource ofOwner(EventStoreProperties properties) {
        DriverManagerDataSource dataSource =
                new DriverManagerDataSource(properties.url(), properties.ownerUsername(), properties.ownerPassword());
        dataSource.setConnectionProperties(boundedBy(EventStoreTimeouts.MIGRATION_SILENCE));
        return dataSource;
    }

    private static Properties driverProperties() {
        Properties driver = boundedBy(EventStoreTimeouts.SILENCE);
        driver.setProperty("reWriteBatchedInserts", "true");
        // Otherwise messages of errors quote values: a username that is taken, and of a failed batch whole statements.
        driver.setProperty("logServerErrorDetail", "false");
        driver.setProperty(
                "options",
                "-c statement_timeout=" + EventStoreTimeouts.STATEMENT.toMillis()
                        + " -c lock_timeout=" + EventStoreTimeouts.LOCK.toMillis()
                        + " -c idle_in_transaction_session_timeout="
                        + EventStoreTimeouts.IDLE_IN_TRANSACTION.toMillis());
        return driver;
    }

    private static Properties boundedBy(Duration silence) {
        Properties driver = new Properties();
        driver.setProperty("ApplicationName", "talelio");
        driver.setProperty("tcpKeepAlive", "true");
        driver.setProperty("connectTimeout", Long.toString(EventStoreTimeouts.CONNECT.toSeconds()));
        driver.setProperty("socketTimeout", Long.toString(silence.toSeconds()));
        return driver;
    }
}
