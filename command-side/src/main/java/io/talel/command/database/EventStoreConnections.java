package io.talel.command.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** How a node connects to the event store: bounded in time on both ends, so that neither waits for a dead other. */
public final class EventStoreConnections {

    private EventStoreConnections() {}

    static HikariDataSource pool(EventStoreProperties properties) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("event-store");
        config.setJdbcUrl(properties.url());
        config.setUsername(properties.username());
        config.setPassword(properties.password());
        config.setMaximumPoolSize(properties.maximumPoolSize());
        config.setConnectionTimeout(TimeBounds.CONNECT.toMillis());
        config.setValidationTimeout(TimeBounds.CONNECT.toMillis() / 2);
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

    private static Properties driverProperties() {
        Properties driver = new Properties();
        driver.setProperty("ApplicationName", "talelio");
        driver.setProperty("reWriteBatchedInserts", "true");
        driver.setProperty("tcpKeepAlive", "true");
        driver.setProperty("connectTimeout", Long.toString(TimeBounds.CONNECT.toSeconds()));
        driver.setProperty("socketTimeout", Long.toString(TimeBounds.SILENCE.toSeconds()));
        driver.setProperty(
                "options",
                "-c statement_timeout=" + TimeBounds.STATEMENT.toMillis()
                        + " -c lock_timeout=" + TimeBounds.LOCK.toMillis()
                        + " -c idle_in_transaction_session_timeout=" + TimeBounds.IDLE_IN_TRANSACTION.toMillis());
        return driver;
    }
}
