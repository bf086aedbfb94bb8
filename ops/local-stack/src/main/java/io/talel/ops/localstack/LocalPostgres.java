package io.talel.ops.localstack;

import io.talel.ops.localstack.process.Loopback;
import io.talel.ops.localstack.process.ServerProcess;
import io.talel.ops.localstack.process.Signal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A PostgreSQL whose data is kept in its directory, as durable as in production: what it has committed is on the disk. */
public final class LocalPostgres implements LocalServer {

    private static final String OWNER = "talelio_owner";
    private static final String APPLICATION = "talelio";
    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    /** Long, since recovery after a crash may have to replay all that was written since the last checkpoint. */
    private static final Duration READY = Duration.ofSeconds(60);

    private static final Duration STOP = Duration.ofSeconds(20);

    private final PostgresDataDirectory files;
    private final ServerProcess process;
    private final int port;

    private LocalPostgres(PostgresDataDirectory files, ServerProcess process, int port) {
        this.files = files;
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server, after ending one that an earlier run has left in the directory, and waits until it answers.
     *
     * @param port 0 for any that is free
     */
    public static LocalPostgres start(Path directory, int port) {
        LocalPostgres postgres = launch(directory, port);
        postgres.awaitReady();
        return postgres;
    }

    /** As {@link #start}, on a free port, with more lines in the file of its settings. */
    public static LocalPostgres startWith(Path directory, String settings) {
        PostgresDataDirectory.in(directory).set(settings);
        return start(directory, 0);
    }

    /** As {@link #start}, but does not wait. */
    public static LocalPostgres launch(Path directory, int port) {
        ServerProcess.stopOrphan(directory, Signal.INT);
        PostgresDataDirectory files = PostgresDataDirectory.in(directory);
        files.awaitUnused();
        int chosen = Loopback.portOrFree(port);
        ServerProcess process = ServerProcess.start(directory, files.serverCommand(settings(chosen)), Map.of());
        return new LocalPostgres(files, process, chosen);
    }

    private static List<String> settings(int port) {
        return List.of(
                "listen_addresses=" + Loopback.HOST,
                "port=" + port,
                "unix_socket_directories=",
                "max_connections=200",
                "fsync=on",
                "synchronous_commit=on",
                "timezone=UTC",
                "log_timezone=UTC",
                PostgresDataDirectory.UNSTRETCHED,
                "jit=off");
    }

    @Override
    public void awaitReady() {
        process.awaitReady("PostgreSQL", READY, () -> files.isReady(process));
    }

    public String host() {
        return Loopback.HOST;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    /** The database of that name, created with its two roles where they are missing. */
    public PostgresDatabase createDatabase(String name) {
        return createDatabase(name, "template1");
    }

    /** As {@link #createDatabase}, with the contents of another database, to which nobody may be connected. */
    PostgresDatabase copyDatabase(PostgresDatabase original, String name) {
        return createDatabase(name, original.name());
    }

    private PostgresDatabase createDatabase(String name, String template) {
        if (!PLAIN_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a plain name of a database: " + name);
        }
        String ownerPassword = files.password(OWNER);
        String password = files.password(APPLICATION);
        try (Connection connection = connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            createRole(statement, OWNER, ownerPassword);
            createRole(statement, APPLICATION, password);
            // A backup is proven by restoring it into a database beside the live one.
            statement.execute("ALTER ROLE " + OWNER + " CREATEDB");
            createDatabase(statement, name, template);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL cannot create the database " + name, e);
        }
        return new PostgresDatabase(host(), port, name, APPLICATION, password, OWNER, ownerPassword);
    }

    private static void createRole(Statement statement, String role, String password) throws SQLException {
        if (isMissing(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'")) {
            statement.execute("CREATE ROLE " + role + " LOGIN PASSWORD '" + password + "'");
        }
    }

    private static void createDatabase(Statement statement, String name, String template) throws SQLException {
        if (isMissing(statement, "SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
            statement.execute("CREATE DATABASE " + name + " OWNER " + OWNER + " TEMPLATE " + template);
        }
        statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
        statement.execute("GRANT CONNECT ON DATABASE " + name + " TO " + APPLICATION);
    }

    private static boolean isMissing(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            return !found.next();
        }
    }

    /** To the database {@code postgres}. */
    public Connection connectAsSuperuser() throws SQLException {
        return connectAsSuperuser("postgres");
    }

    public Connection connectAsSuperuser(String database) throws SQLException {
        String superuser = PostgresDataDirectory.SUPERUSER;
        return DriverManager.getConnection(
                "jdbc:postgresql://" + host() + ":" + port + "/" + database, superuser, files.password(superuser));
    }

    /** Ends the open sessions and writes nothing to the disk, for data that are not needed any longer. */
    void discard() {
        process.stop(Signal.QUIT, STOP);
    }

    /** Ends the open sessions and writes everything to the disk. */
    @Override
    public void close() {
        process.stop(Signal.INT, STOP);
    }
}
