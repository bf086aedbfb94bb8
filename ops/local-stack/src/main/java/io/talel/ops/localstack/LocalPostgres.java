package io.talel.ops.localstack;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A PostgreSQL whose data is kept in its directory, as durable as a production server: what it has committed is on the disk. */
public final class LocalPostgres implements AutoCloseable {

    static final String OWNER = "talelio_owner";
    static final String APPLICATION = "talelio";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    /** Recovery after a crash replays at most {@code max_wal_size} of log. */
    private static final Duration READY = Duration.ofSeconds(60);

    private static final Duration STOP = Duration.ofSeconds(20);

    private final PostgresCluster cluster;
    private final ServerProcess process;
    private final int port;

    private LocalPostgres(PostgresCluster cluster, ServerProcess process, int port) {
        this.cluster = cluster;
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server, after ending one that an earlier run has left in the directory.
     *
     * @param port 0 for any that is free
     */
    public static LocalPostgres start(Path directory, int port) {
        ServerProcess.stopOrphan(directory, Signal.INT);
        PostgresCluster cluster = PostgresCluster.in(directory);
        cluster.awaitUnused();
        int chosen = Loopback.portOrFree(port);
        ServerProcess process = ServerProcess.start(directory, cluster.serverCommand(chosen), Map.of());
        process.awaitReady("PostgreSQL", READY, () -> cluster.isReady(process));
        LocalPostgres postgres = new LocalPostgres(cluster, process, chosen);
        postgres.createRoles();
        return postgres;
    }

    public String host() {
        return Loopback.HOST;
    }

    public int port() {
        return port;
    }

    /** The database of that name, which belongs to the owner's role; created if there is none yet. */
    public PostgresDatabase createDatabase(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a plain name of a database: " + name);
        }
        execute(
                "SELECT 1 FROM pg_database WHERE datname = '" + name + "'",
                List.of(
                        "CREATE DATABASE " + name + " OWNER " + OWNER,
                        "REVOKE ALL ON DATABASE " + name + " FROM PUBLIC",
                        "GRANT CONNECT ON DATABASE " + name + " TO " + APPLICATION));
        return new PostgresDatabase(host(), port, name, APPLICATION, password(APPLICATION), OWNER, password(OWNER));
    }

    /** Kills the server as a power cut would; {@link #start} on the same directory recovers. */
    public void kill() {
        process.kill();
    }

    /** Ends open sessions and writes everything out. */
    @Override
    public void close() {
        process.stop(Signal.INT, STOP);
    }

    ServerProcess process() {
        return process;
    }

    private void createRoles() {
        for (String role : List.of(OWNER, APPLICATION)) {
            execute(
                    "SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'",
                    List.of("CREATE ROLE " + role + " LOGIN PASSWORD '" + password(role) + "'"));
        }
    }

    private String password(String role) {
        return cluster.password(role);
    }

    private void execute(String unless, List<String> statements) {
        String url = "jdbc:postgresql://" + host() + ":" + port + "/postgres";
        String superuser = PostgresCluster.SUPERUSER;
        try (Connection connection = DriverManager.getConnection(url, superuser, password(superuser));
                Statement statement = connection.createStatement()) {
            if (!statement.executeQuery(unless).next()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refuses to prepare roles or databases", e);
        }
    }
}
