package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.ops.localstack.LocalPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ops/deploy/postgres/roles} on the version of compose and on Debian's, by a superuser and by one who is none. */
class RolesInPsql {

    @TempDir
    private static Path directory;

    private static LocalPostgres embedded;
    private static DebianPostgres debian;

    @BeforeAll
    static void servers_start() {
        embedded = LocalPostgres.start(directory.resolve("embedded"), 0);
        debian = DebianPostgres.start(directory);
    }

    @AfterAll
    static void servers_stop() {
        embedded.close();
        debian.close();
    }

    @ParameterizedTest
    @CsvSource({
        "embedded, SUPERUSER, supers",
        "embedded, CREATEROLE CREATEDB, managed",
        "debian, SUPERUSER, supers",
        "debian, CREATEROLE CREATEDB, managed"
    })
    void it_makes_roles_and_database_and_gives_the_passwords_of_today_when_it_runs_again(
            String server, String rights, String name) throws Exception {
        int port = server.equals("debian") ? debian.port() : embedded.port();
        String administrator = "administrator_" + name;
        try (Connection superuser = asSuperuser(server)) {
            execute(superuser, "CREATE ROLE %s LOGIN %s PASSWORD 'a'".formatted(administrator, rights));
        }
        String owner = "owner of " + name;
        run(port, administrator, name, owner, "first", "of the owner");

        run(port, administrator, name, owner, "it's \"new\" $1 \\ :owner", "of the owner");

        try (Connection application =
                        connect(port, name + "_data", "application of " + name, "it's \"new\" $1 \\ :owner");
                Connection ofOwner = connect(port, name + "_data", owner, "of the owner")) {
            assertThatThrownBy(() -> execute(application, "CREATE SCHEMA mine"))
                    .hasMessageContaining("permission denied");
            execute(ofOwner, "CREATE SCHEMA event_store");
            execute(ofOwner, "CREATE TABLE event_store.event (id bigint)");
            assertThatThrownBy(() -> execute(application, "SET ROLE \"%s\"".formatted(owner)))
                    .hasMessageContaining("permission denied");
            assertThat(row(
                            ofOwner,
                            "SELECT rolcreatedb || ' ' || rolsuper || ' ' || rolcreaterole || ' ' || pg_encoding_to_char(encoding)"
                                    + " FROM pg_database JOIN pg_roles r ON r.oid = datdba"
                                    + " WHERE datname = current_database() AND rolname = current_user"))
                    .isEqualTo("true false false UTF8");
        }
        assertThatThrownBy(() -> connect(port, name + "_data", "application of " + name, "first"))
                .hasMessageContaining("password authentication failed");
    }

    private static void run(
            int port, String administrator, String name, String owner, String password, String ownerPassword)
            throws IOException, InterruptedException {
        ProcessBuilder script =
                new ProcessBuilder(Path.of("..", "deploy", "postgres", "roles").toString());
        script.environment()
                .putAll(Map.of(
                        "DB_HOST",
                        "127.0.0.1",
                        "PGPORT",
                        String.valueOf(port),
                        "PGDATABASE",
                        "postgres",
                        "PGUSER",
                        administrator,
                        "PGPASSWORD",
                        "a",
                        "DB_NAME",
                        name + "_data",
                        "DB_USER",
                        "application of " + name,
                        "DB_PASSWORD",
                        password,
                        "DB_OWNER_USER",
                        owner,
                        "DB_OWNER_PASSWORD",
                        ownerPassword));
        Process running = script.redirectErrorStream(true).start();
        String said = new String(running.getInputStream().readAllBytes());
        assertThat(running.waitFor()).as(said).isZero();
        assertThat(said).doesNotContain(List.of(password, ownerPassword));
    }

    private static Connection asSuperuser(String server) throws SQLException {
        return server.equals("debian")
                ? connect(debian.port(), "postgres", "postgres", debian.password())
                : embedded.connectAsSuperuser();
    }

    private static Connection connect(int port, String database, String user, String password) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, user, password);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String row(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
