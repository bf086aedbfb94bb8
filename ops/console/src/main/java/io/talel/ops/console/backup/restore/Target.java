package io.talel.ops.console.backup.restore;

import io.talel.ops.console.command.Refused;
import io.talel.ops.console.store.Database;
import io.talel.ops.console.store.Rows;
import io.talel.ops.console.store.Settings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The empty database that is restored into, and held meanwhile: nothing else is done with backups of it.
 *
 * @param settings as nodes would have them that are to work on it
 * @param owner a connection of its owner, who has the lock
 * @param remarks what the operator should know
 */
record Target(Settings settings, Connection owner, List<String> remarks) implements AutoCloseable {

    private static final int OLDEST_SERVER = 150_000;

    /** The one under which a backup would be made. */
    private static final String LOCK = "SELECT pg_try_advisory_lock(7114203, 1)";

    private static final String OURS = """
            SELECT nspname FROM pg_namespace
            WHERE nspname IN ('event_store', 'claims', 'personal', 'operations', 'auth', 'read_model')
               OR nspname ~ '^(user|article|image)_g[0-9]+$'
            ORDER BY 1""";

    Target {
        remarks = List.copyOf(remarks);
    }

    /**
     * @param here whose role of the application, and whose owner, it has, where the address names none
     * @param url {@code jdbc:postgresql://host/database?user=...&password=...}
     * @throws Refused if it cannot be restored into; nothing was changed then
     */
    static Target open(Settings here, String url) throws SQLException {
        Database owned = owned(here.eventStore(), url);
        Connection owner = owned.workAsOwner();
        try {
            requireUsable(owner, owned);
            boolean roleIsThere = isThere(owner, here.eventStore().user());
            Database target = roleIsThere
                    ? withRole(
                            owned, here.eventStore().user(), here.eventStore().password())
                    : owned;
            requireEntrance(target);
            return new Target(
                    here.on(target),
                    owner,
                    roleIsThere
                            ? List.of()
                            : List.of("The server has no role %s: the application's rights were given to the owner %s."
                                    .formatted(here.eventStore().user(), owned.ownerUser())));
        } catch (SQLException | RuntimeException e) {
            owner.close();
            throw e;
        }
    }

    Database database() {
        return settings.eventStore();
    }

    private static void requireUsable(Connection owner, Database database) throws SQLException {
        if (is(owner, "SELECT pg_is_in_recovery()")) {
            throw new Refused(database + " is on a standby, which cannot be written to");
        }
        long version = Rows.number(owner, "SELECT current_setting('server_version_num')::bigint");
        if (version < OLDEST_SERVER) {
            throw new Refused("%s is on PostgreSQL %d; 15 or newer is needed".formatted(database, version / 10_000));
        }
        if (!is(owner, LOCK)) {
            throw new Refused("something else is being done with backups of " + database);
        }
        List<String> schemas = Rows.list(owner, OURS, row -> row.getString(1));
        if (!schemas.isEmpty()) {
            throw new Refused(
                    "%s is not empty, it has the schema %s: restore into a new database, or drop this one if it is left over from a restore that was not completed"
                            .formatted(database, String.join(", ", schemas)));
        }
        if (!is(owner, "SELECT has_database_privilege(current_database(), 'CREATE')")) {
            throw new Refused("%s may not create schemas in %s".formatted(database.ownerUser(), database));
        }
    }

    private static void requireEntrance(Database target) {
        try (Connection _ = target.read()) {
            // It is let in.
        } catch (SQLException e) {
            throw new Refused("the application's role %s is on the server, but is not let in with its password: %s"
                    .formatted(target.user(), e.getMessage()));
        }
    }

    private static boolean isThere(Connection owner, String role) throws SQLException {
        return Rows.number(owner, "SELECT count(*) FROM pg_roles WHERE rolname = ?", role) == 1;
    }

    private static boolean is(Connection connection, String question) throws SQLException {
        return Rows.first(connection, question, row -> row.getBoolean(1)).orElseThrow();
    }

    /** The address without a user and a password, which are the owner's. */
    private static Database owned(Database here, String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new Refused("the target is no jdbc:postgresql: address");
        }
        int question = url.indexOf('?');
        String place = question < 0 ? url : url.substring(0, question);
        List<String> parameters = question < 0
                ? List.of()
                : Arrays.asList(url.substring(question + 1).split("&"));
        String others = parameters.stream()
                .filter(parameter -> !parameter.startsWith("user=") && !parameter.startsWith("password="))
                .collect(Collectors.joining("&"));
        Optional<String> user = value(parameters, "user=");
        String owner = user.orElse(here.ownerUser());
        String password = value(parameters, "password=").orElse(user.isPresent() ? "" : here.ownerPassword());
        return new Database(
                "the target", others.isEmpty() ? place : place + "?" + others, owner, password, owner, password, "");
    }

    private static Optional<String> value(List<String> parameters, String name) {
        return parameters.stream()
                .filter(parameter -> parameter.startsWith(name))
                .map(parameter -> URLDecoder.decode(parameter.substring(name.length()), StandardCharsets.UTF_8))
                .findFirst();
    }

    private static Database withRole(Database owned, String user, String password) {
        return new Database(
                owned.name(), owned.url(), user, password, owned.ownerUser(), owned.ownerPassword(), owned.guess());
    }

    @Override
    public void close() throws SQLException {
        owner.close();
    }
}
