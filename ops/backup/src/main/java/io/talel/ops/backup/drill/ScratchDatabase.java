package io.talel.ops.backup.drill;

import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.store.Database;
import io.talel.ops.backup.store.Rows;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Temporary database of one drill. Its name holds its time of creation, so that a later drill recognises and drops a
 * leftover one: {@code talelio_drill_20261125103000_7f3a21bc}.
 */
final class ScratchDatabase implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("(jdbc:postgresql://[^/?]+/)[^?]*(\\?.*)?");
    private static final int RANDOM = 4;
    private static final String NO_RIGHT = "42501";
    private static final int ATTEMPTS = 3;

    private static final String TIME = "SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISS')";

    private final Database server;
    private final String name;
    private final Thread hook = new Thread(this::dropQuietly, "drop-scratch-database");

    /** Marks the database as in use. */
    private @Nullable Connection held;

    private ScratchDatabase(Database server, String name) {
        this.server = server;
        this.name = name;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * @param server any database on the server; its owner must be allowed to create databases
     * @throws Refused if the owner may not
     */
    static ScratchDatabase create(Database server) throws SQLException {
        byte[] random = new byte[RANDOM];
        new SecureRandom().nextBytes(random);
        try (Connection connection = server.workAsOwner()) {
            for (String left : LeftoverDatabases.on(connection)) {
                drop(connection, left);
            }
            String time = Rows.first(connection, TIME, row -> row.getString(1)).orElseThrow();
            ScratchDatabase scratch = new ScratchDatabase(
                    server, "talelio_drill_" + time + "_" + HexFormat.of().formatHex(random));
            scratch.create(connection);
            return scratch;
        }
    }

    private void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE %s TEMPLATE template0".formatted(name));
            statement.execute("REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(name));
            held = database().workAsOwner();
        } catch (SQLException e) {
            close();
            if (NO_RIGHT.equals(e.getSQLState())) {
                throw new Refused("%s may not create a database on %s: ALTER ROLE %1$s CREATEDB, or name another server"
                        .formatted(server.ownerUser(), server.place()));
            }
            throw e;
        }
    }

    String url() {
        return url(server.url(), name);
    }

    /**
     * The scratch database with one role for owner and application: dropping it ends sessions, and only a session's own
     * role may end it.
     */
    Database database() {
        return Database.ofOwner("the scratch database", url(), server.ownerUser(), server.ownerPassword(), "");
    }

    private static String url(String server, String database) {
        Matcher address = ADDRESS.matcher(server);
        if (!address.matches()) {
            throw new Refused("the server needs an address like jdbc:postgresql://host:5432/postgres");
        }
        return address.group(1) + database + (address.group(2) == null ? "" : address.group(2));
    }

    /**
     * Ends the sessions and drops the database. Only a superuser may end autovacuum; for that case the database is
     * dropped without force, and PostgreSQL ends autovacuum itself after a few seconds.
     */
    private static void drop(Connection connection, String name) throws SQLException {
        String drop = "DROP DATABASE IF EXISTS " + name;
        for (int attempt = 1; ; attempt++) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(drop + " WITH (FORCE)");
                return;
            } catch (SQLException e) {
                if (!NO_RIGHT.equals(e.getSQLState())) {
                    throw e;
                }
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute(drop);
                return;
            } catch (SQLException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void dropQuietly() {
        try (Connection connection = server.workAsOwner()) {
            drop(connection, name);
        } catch (SQLException _) {
            // A later drill drops it.
        }
    }

    @Override
    public void close() throws SQLException {
        if (held != null) {
            held.close();
        }
        try (Connection connection = server.workAsOwner()) {
            drop(connection, name);
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is ending; the database has been dropped before.
        }
    }
}
