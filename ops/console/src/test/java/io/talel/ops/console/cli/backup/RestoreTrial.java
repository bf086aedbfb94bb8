package io.talel.ops.console.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.localstack.PostgresDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Makes backups of a database and restores them into others. */
final class RestoreTrial {

    static final String LOG = """
            SELECT global_index || ' ' || event_identifier || ' ' || md5(payload) || ' ' || occurred_at
            FROM event_store.domain_event ORDER BY global_index""";

    static final String ARTICLES = "SELECT article::text FROM read_model.article article ORDER BY id";

    static final String USERS = "SELECT account::text FROM read_model.user_account account ORDER BY id";

    static final String SCHEMAS =
            "SELECT nspname::text FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('public', 'information_schema')";

    private final BackedUp database;
    private final Path directory;

    /** @param directory for the reports */
    RestoreTrial(BackedUp database, Path directory) {
        this.database = database;
        this.directory = directory;
    }

    Map<String, String> environment(PostgresDatabase target) {
        Map<String, String> environment = database.environment();
        environment.putAll(target.environment());
        return environment;
    }

    Result restore(PostgresDatabase target, String... options) {
        return restore(target, Map.of(), options);
    }

    Result restore(PostgresDatabase target, Map<String, String> settings, String... options) {
        List<String> command = new ArrayList<>(
                List.of("restore", "--into", target.jdbcUrl(), "-o", "json", "--report", report().toString()));
        command.addAll(List.of(options));
        Map<String, String> environment = environment(target);
        environment.putAll(settings);
        return Operated.run(environment, command.toArray(String[]::new));
    }

    Path report() {
        return directory.resolve("restore-report.json");
    }

    String backup(String... options) {
        List<String> command = new ArrayList<>(List.of("backup", "run", "-o", "json"));
        command.addAll(List.of(options));
        Result result = database.run(command.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        return result.json().path("id").asString();
    }

    static List<String> query(PostgresDatabase target, String sql) {
        return JdbcClient.create(
                        new DriverManagerDataSource(target.jdbcUrl(), target.ownerUser(), target.ownerPassword()))
                .sql(sql)
                .query(String.class)
                .list();
    }

    static Connection connect(PostgresDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
    }
}
