package io.talel.ops.console.cli.doctor;

import static io.talel.ops.backup.store.OperatorStatements.EVENT_STORE;

import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.persons.KeylessPersons;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Checks the log, the rights to change it, and the tables beside it. */
final class LogChecks {

    private static final String UNFINISHED = """
            SELECT count(*) FROM operations.operator_log WHERE outcome IS NULL AND at < now() - interval '1 day'""";

    static final List<Check> ALL = List.of(
            new Check("append-only trigger", LogChecks::trigger),
            new Check("rights of the application", LogChecks::rights),
            new Check("separate roles", LogChecks::roles),
            new Check("sequences", LogChecks::sequences),
            new Check("streams and gaps", LogChecks::gaps),
            new Check("claims", LogChecks::claims),
            new Check("erased persons", LogChecks::erased),
            new Check("operator log", LogChecks::operatorLog));

    private LogChecks() {}

    private static Finding trigger(DoctorContext context) throws SQLException {
        return Rows.number(context.stores().eventStore(), EVENT_STORE.get("append-only-trigger")) == 1
                ? Finding.ok("it refuses every change of the log, whatever the session")
                : Finding.problem(
                        "It is missing or does not always fire.",
                        "As the owner: ALTER TABLE %s ENABLE ALWAYS TRIGGER append_only; if it is missing, create it as the first migration does, and look for what has changed."
                                .formatted(DumpedTable.EVENTS));
    }

    private static Finding rights(DoctorContext context) throws SQLException {
        String role = context.settings().eventStore().user();
        return !Rows.is(context.stores().eventStore(), EVENT_STORE.get("role-may-change-log"), role)
                ? Finding.ok(role + " may add to the log and read it")
                : Finding.warning(
                        role + " has the right to change the log; only the trigger protects it.",
                        "Name a role of its own by DB_USER, and the owner by DB_OWNER_USER.");
    }

    private static Finding roles(DoctorContext context) throws SQLException {
        String role = context.settings().eventStore().user();
        return !Rows.is(context.stores().eventStore(), EVENT_STORE.get("role-owns-log"), role)
                ? Finding.ok(role + " owns no tables")
                : Finding.warning(
                        role + " is the owner of the log, or may become it, and could take the trigger away.",
                        "Name a role of its own by DB_USER, and the owner by DB_OWNER_USER.");
    }

    private static Finding sequences(DoctorContext context) throws SQLException {
        List<String> behind = new ArrayList<>();
        Rows.list(context.stores().eventStore(), EVENT_STORE.get("sequences"), row -> {
            if (row.getLong("last") < row.getLong("used")) {
                behind.add("%s is at %d, %d is used"
                        .formatted(row.getString("sequence"), row.getLong("last"), row.getLong("used")));
            }
            return behind;
        });
        return behind.isEmpty()
                ? Finding.ok("all are ahead of what is used")
                : Finding.problem(
                        String.join("; ", behind) + ".",
                        "As the owner: SELECT setval('event_store.NAME', USED). Writes fail until then.");
    }

    private static Finding gaps(DoctorContext context) throws SQLException {
        Connection eventStore = context.stores().eventStore();
        List<String> broken = Rows.texts(eventStore, EVENT_STORE.get("broken-streams"));
        if (!broken.isEmpty()) {
            return Finding.problem(
                    "Versions are missing in " + String.join(", ", broken) + ": events were lost.",
                    "Compare with the last backup; do not rebuild anything before.");
        }
        return Finding.ok("every stream is complete; places left empty by writes that were rolled back: %d"
                .formatted(Rows.number(eventStore, EVENT_STORE.get("empty-places"))));
    }

    private static Finding claims(DoctorContext context) throws SQLException {
        Connection eventStore = context.stores().eventStore();
        List<String> wrong = new ArrayList<>(
                Rows.list(eventStore, EVENT_STORE.get("differing-claims"), row -> "%s has %d, the log %d"
                        .formatted(row.getString("name"), row.getLong("claimed"), row.getLong("recorded"))));
        List<String> schedules = Rows.texts(eventStore, EVENT_STORE.get("differing-schedules"));
        if (!schedules.isEmpty()) {
            wrong.add("scheduled_article and the log differ for " + String.join(", ", schedules));
        }
        return wrong.isEmpty()
                ? Finding.ok("as many as in the log, and all that is scheduled")
                : Finding.problem(String.join("; ", wrong) + ".", "`claims rebuild` makes them again from the log.");
    }

    private static Finding erased(DoctorContext context) throws SQLException {
        KeylessPersons keyless = KeylessPersons.of(context.stores().eventStore());
        if (!keyless.lost().isEmpty()) {
            return Finding.problem(
                    keyless.lost().sentence() + " Their keys were lost; no erasure is recorded.",
                    "The keys may be in an older backup of keys (`restore --keys ID` into another database), another"
                            + " file of BACKUP_KEY_FILE or another bucket: docs/backup.md. Until you have looked there,"
                            + " erase none of these persons and delete nothing below keys/.");
        }
        return keyless.erased().isEmpty()
                ? Finding.ok("every person without a key has a removal in the log")
                : Finding.problem(
                        keyless.erased().sentence(),
                        "They were erased after the place that the log was restored to, but what they published exists"
                                + " again: run `users erase ID --articles remove --reason TICKET` for each.");
    }

    private static Finding operatorLog(DoctorContext context) throws SQLException {
        long unfinished = Rows.number(context.stores().eventStore(), UNFINISHED);
        return unfinished == 0
                ? Finding.ok("nothing was left unfinished")
                : Finding.warning(
                        Words.count(unfinished, "entry has", "entries have") + " had no outcome for a day.",
                        "`log` shows them: they were cut off. Check whether their changes are complete.");
    }
}
