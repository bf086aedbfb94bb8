package io.talel.query;

import io.talel.ops.localstack.PostgresDatabase;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The read models' database behind the back of the nodes. */
public final class TestDatabase {

    private final PostgresDatabase database;
    private final JdbcTemplate jdbc;
    private final String user;
    private final String password;

    private TestDatabase(PostgresDatabase database, String user, String password) {
        this.database = database;
        this.user = user;
        this.password = password;
        this.jdbc = new JdbcTemplate(new DriverManagerDataSource(database.jdbcUrl(), user, password));
    }

    public static TestDatabase asOwnerOf(PostgresDatabase database) {
        return new TestDatabase(database, database.ownerUser(), database.ownerPassword());
    }

    public static TestDatabase asApplicationOn(PostgresDatabase database) {
        return new TestDatabase(database, database.user(), database.password());
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), user, password);
    }

    public void execute(String sql) {
        jdbc.execute(sql);
    }

    public List<Map<String, Object>> rows(String sql) {
        return comparable(jdbc.queryForList(sql));
    }

    /** Arrays of the driver are equal to themselves only; their texts are equal. */
    public static List<Map<String, Object>> comparable(List<Map<String, Object>> rows) {
        rows.forEach(row -> row.replaceAll((_, value) -> value instanceof Array array ? array.toString() : value));
        return rows;
    }

    public <T> T value(String sql, Class<T> type) {
        return jdbc.queryForObject(sql, type);
    }

    /** Ends the sessions of this name, as a restart of the server would. */
    public void endSessions(String application) {
        asApplicationOn(database)
                .rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '" + application
                        + "' AND datname = current_database()");
    }

    public void awaitSession(String application, int count) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> asApplicationOn(database)
                .value(
                        "SELECT count(*) FROM pg_stat_activity WHERE application_name = '" + application
                                + "' AND datname = current_database()",
                        Integer.class)
                .equals(count));
    }
}
