package io.talel.ops.backup.restore;

import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.runs.Runs;
import io.talel.ops.backup.store.Database;
import io.talel.ops.backup.store.Rows;
import io.talel.ops.backup.store.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The empty database to restore into; locked, so that no other run with backups uses it.
 *
 * @param settings as nodes need them to work on it
 * @param owner connection of the owner, which holds the lock
 * @param remarks sentences for the operator
 */
record Target(Settings settings, Connection owner, List<String> remarks) implements AutoCloseable {

    private static final String OURS = """
            SELECT nspname FROM pg_namespace
            WHERE nspname IN ('event_store', 'claims', 'personal', 'operations', 'auth', 'read_model')
               OR nspname ~ '^(user|article|image)_g[0-9]+$'
            ORDER BY 1""";

    Target {
        remarks = List.copyOf(remarks);
    }

    /**
     * @param here give the application's role, and the owner that the address lacks
     * @param url {@code jdbc:postgresql://host/database?user=...}
     * @throws Refused if a restore into it is impossible; nothing was changed
     */
    static Target open(Settings here, String url) throws SQLException {
        Database named = JdbcAddress.of("the target", url, here.eventStore());
        Connection owner = named.workAsOwner();
        try {
            requireUsable(owner, named);
            if (isThere(owner, named.user())) {
                requireEntrance(named);
                return new Target(here.on(named), owner, onReadModels(here));
            }
            List<String> remarks = new ArrayList<>(onReadModels(here));
            remarks.add("The server has no role %s: the application's rights were given to the owner %s."
                    .formatted(named.user(), named.ownerUser()));
            Database ofOwner = Database.ofOwner(
                    named.name(), named.url(), named.ownerUser(), named.ownerPassword(), named.guess());
            return new Target(here.on(ofOwner), owner, remarks);
        } catch (SQLException | RuntimeException e) {
            owner.close();
            throw e;
        }
    }

    /** The nodes' read models may be in another database; the restored database gets its own. */
    private static List<String> onReadModels(Settings here) {
        return here.readModel().place().equals(here.eventStore().place())
                ? List.of()
                : List.of(
                        "The nodes' read models, in %s, were made from the previous log: before a node starts, run `ops/talelio projections recreate --reason TEXT` with the restored log as the event store."
                                .formatted(here.readModel().place()));
    }

    Database database() {
        return settings.eventStore();
    }

    private static void requireUsable(Connection owner, Database database) throws SQLException {
        if (Rows.is(owner, "SELECT pg_is_in_recovery()")) {
            throw new Refused(database + " is on a standby, which cannot be written to");
        }
        long version = Rows.number(owner, "SELECT current_setting('server_version_num')::bigint") / 10_000;
        if (version < Database.OLDEST_VERSION) {
            throw new Refused("%s is on PostgreSQL %d; %d or newer is needed"
                    .formatted(database, version, Database.OLDEST_VERSION));
        }
        if (!Rows.is(owner, Runs.LOCK)) {
            throw new Refused("another run with backups is active on " + database);
        }
        List<String> schemas = Rows.texts(owner, OURS);
        if (!schemas.isEmpty()) {
            throw new Refused(
                    "%s is not empty, it has the schema %s: restore into a new database, or drop this one if an unfinished restore left it"
                            .formatted(database, String.join(", ", schemas)));
        }
        if (!Rows.is(owner, "SELECT has_database_privilege(current_database(), 'CREATE')")) {
            throw new Refused("%s may not create schemas in %s".formatted(database.ownerUser(), database));
        }
    }

    private static void requireEntrance(Database target) {
        try (Connection _ = target.read()) {
            // The role can connect.
        } catch (SQLException e) {
            throw new Refused("the application's role %s exists, but cannot connect with its password: %s"
                    .formatted(target.user(), e.getMessage()));
        }
    }

    private static boolean isThere(Connection owner, String role) throws SQLException {
        return Rows.number(owner, "SELECT count(*) FROM pg_roles WHERE rolname = ?", role) == 1;
    }

    @Override
    public void close() throws SQLException {
        owner.close();
    }
}
