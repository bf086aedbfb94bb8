package io.talel.ops.console.cli.doctor;

import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.persons.KeylessPersons;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Checks the log, the rights to change it, and the tables beside it. */
final class LogChecks {

    private static final String TRIGGER = """
            SELECT count(*) FROM pg_trigger
            WHERE tgrelid = 'event_store.domain_event'::regclass AND tgname = 'append_only' AND tgenabled = 'A'""";

    private static final String MAY_CHANGE = """
            SELECT has_table_privilege(?, 'event_store.domain_event', 'UPDATE, DELETE, TRUNCATE')::int""";

    private static final String IS_OWNER = """
            SELECT count(*) FROM pg_class
            JOIN pg_roles role ON role.rolname = ?
            WHERE pg_class.oid = 'event_store.domain_event'::regclass
              AND (role.rolsuper OR pg_has_role(role.oid, relowner, 'USAGE'))""";

    /**
     * Last value of each sequence and greatest id in the log; reads ids from the index of the streams. Ids of 16
     * digits come from no sequence: nodes compute them from what people import.
     */
    private static final String SEQUENCES = """
            SELECT 'domain_event_global_index_seq' AS sequence,
                   (SELECT last_value FROM event_store.domain_event_global_index_seq) AS last,
                   (SELECT coalesce(max(global_index), 0) FROM event_store.domain_event) AS used
            UNION ALL
            SELECT sequence, last, (SELECT coalesce(max(substring(aggregate_identifier FROM '^[a-z]+-([0-9]{1,15})$')::bigint), 0)
                                    FROM event_store.domain_event
                                    WHERE sequence_number = 0 AND aggregate_identifier > kind AND aggregate_identifier < kind || ':')
            FROM (VALUES ('user_id', (SELECT last_value FROM event_store.user_id), 'user-'),
                         ('article_id', (SELECT last_value FROM event_store.article_id), 'article-'),
                         ('image_id', (SELECT last_value FROM event_store.image_id), 'image-')) known (sequence, last, kind)""";

    private static final String BROKEN_STREAMS = """
            SELECT aggregate_identifier
            FROM event_store.domain_event
            GROUP BY aggregate_identifier
            HAVING count(*) <> max(sequence_number) + 1
            ORDER BY aggregate_identifier
            LIMIT 5""";

    private static final String EMPTY_PLACES = """
            SELECT coalesce(max(global_index), 0) - count(*) FROM event_store.domain_event""";

    /**
     * A user without a key has no claims. Counts streams in their index, since the log may be larger than memory, and the other
     * slugs that articles had since their first.
     */
    private static final String CLAIMS = """
            WITH registered AS (
                SELECT count(*) AS users
                FROM event_store.domain_event
                JOIN personal.person_key ON person = aggregate_identifier
                WHERE sequence_number = 0 AND aggregate_identifier > 'user-' AND aggregate_identifier < 'user-:'),
            changed AS (
                SELECT count(*) AS slugs
                FROM (SELECT DISTINCT stream, payload ->> 'slug' FROM event_store.event_log
                      WHERE event = 'SlugChanged') other (article, slug)
                JOIN event_store.event_log first ON stream = article AND version = 0
                WHERE slug IS DISTINCT FROM payload ->> 'slug')
            SELECT name, claimed, recorded
            FROM (SELECT 'claimed_email' AS name,
                         (SELECT count(*) FROM claims.claimed_email) AS claimed,
                         (SELECT users FROM registered) AS recorded
                  UNION ALL
                  SELECT 'claimed_username',
                         (SELECT count(*) FROM claims.claimed_username),
                         (SELECT users FROM registered)
                  UNION ALL
                  SELECT 'claimed_slug',
                         (SELECT count(*) FROM claims.claimed_slug),
                         (SELECT count(*) FROM event_store.domain_event
                          WHERE sequence_number = 0 AND aggregate_identifier > 'article-'
                            AND aggregate_identifier < 'article-:')
                         + (SELECT slugs FROM changed)) counted
            WHERE claimed <> recorded""";

    /** What an article's last scheduling has left to do, against the rows; reads the names of all events. */
    private static final String SCHEDULES = """
            WITH scheduled AS (
                SELECT DISTINCT ON (stream) stream, version,
                       payload ->> 'publishAt' <> '' AS publishes, payload ->> 'unpublishAt' <> '' AS unpublishes
                FROM event_store.event_log
                WHERE event = 'ArticleScheduled'
                ORDER BY stream, version DESC),
            left_to_do AS (
                SELECT stream, version,
                       publishes AND NOT published AS publishes, unpublishes AND NOT unpublished AS unpublishes
                FROM scheduled
                CROSS JOIN LATERAL (
                    SELECT count(*) FILTER (WHERE event_name IN ('DraftPublished', 'ArticleRepublished', 'VersionPinned',
                                                                 'VersionUnpinned')) > 0 AS published,
                           count(*) FILTER (WHERE event_name = 'ArticleUnpublished') > 0 AS unpublished,
                           count(*) FILTER (WHERE event_name IN ('ScheduleCancelled', 'ArticleTrashed',
                                                                 'ArticleRemoved')) > 0 AS ended
                    FROM event_store.domain_event
                    WHERE aggregate_identifier = stream AND sequence_number > version) later
                WHERE NOT ended)
            SELECT DISTINCT coalesce(stream, 'article-' || article_id) AS article
            FROM (SELECT * FROM left_to_do WHERE publishes OR unpublishes) recorded
            FULL JOIN claims.scheduled_article claimed
                ON stream = 'article-' || article_id AND recorded.version = claimed.version
                   AND publishes = (publish_at IS NOT NULL) AND unpublishes = (unpublish_at IS NOT NULL)
            WHERE stream IS NULL OR article_id IS NULL
            ORDER BY article
            LIMIT 5""";

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

    private static Finding trigger(DoctorContext context, String name) throws SQLException {
        return Rows.number(context.stores().eventStore(), TRIGGER) == 1
                ? Finding.ok(name, "it refuses every change of the log, whatever the session")
                : Finding.problem(
                        name,
                        "It is missing or does not always fire.",
                        "As the owner: ALTER TABLE event_store.domain_event ENABLE ALWAYS TRIGGER append_only; if it is"
                                + " missing, create it as the first migration does, and look for what has changed.");
    }

    private static Finding rights(DoctorContext context, String name) throws SQLException {
        String role = context.settings().eventStore().user();
        return Rows.number(context.stores().eventStore(), MAY_CHANGE, role) == 0
                ? Finding.ok(name, role + " may add to the log and read it")
                : Finding.warning(
                        name,
                        role + " has the right to change the log; only the trigger protects it.",
                        "Name a role of its own by DB_USER, and the owner by DB_OWNER_USER.");
    }

    private static Finding roles(DoctorContext context, String name) throws SQLException {
        String role = context.settings().eventStore().user();
        return Rows.number(context.stores().eventStore(), IS_OWNER, role) == 0
                ? Finding.ok(name, role + " owns no tables")
                : Finding.warning(
                        name,
                        role + " is the owner of the log, or may become it, and could take the trigger away.",
                        "Name a role of its own by DB_USER, and the owner by DB_OWNER_USER.");
    }

    private static Finding sequences(DoctorContext context, String name) throws SQLException {
        List<String> behind = new ArrayList<>();
        Rows.list(context.stores().eventStore(), SEQUENCES, row -> {
            if (row.getLong("last") < row.getLong("used")) {
                behind.add("%s is at %d, %d is used"
                        .formatted(row.getString("sequence"), row.getLong("last"), row.getLong("used")));
            }
            return behind;
        });
        return behind.isEmpty()
                ? Finding.ok(name, "all are ahead of what is used")
                : Finding.problem(
                        name,
                        String.join("; ", behind) + ".",
                        "As the owner: SELECT setval('event_store.NAME', USED). Writes fail until then.");
    }

    private static Finding gaps(DoctorContext context, String name) throws SQLException {
        Connection eventStore = context.stores().eventStore();
        List<String> broken = Rows.list(eventStore, BROKEN_STREAMS, row -> row.getString(1));
        if (!broken.isEmpty()) {
            return Finding.problem(
                    name,
                    "Versions are missing in " + String.join(", ", broken) + ": events were lost.",
                    "Compare with the last backup; do not rebuild anything before.");
        }
        return Finding.ok(
                name,
                "every stream is complete; places left empty by writes that were rolled back: %d"
                        .formatted(Rows.number(eventStore, EMPTY_PLACES)));
    }

    private static Finding claims(DoctorContext context, String name) throws SQLException {
        Connection eventStore = context.stores().eventStore();
        List<String> wrong = new ArrayList<>(Rows.list(eventStore, CLAIMS, row -> "%s has %d, the log %d"
                .formatted(row.getString("name"), row.getLong("claimed"), row.getLong("recorded"))));
        List<String> schedules = Rows.list(eventStore, SCHEDULES, row -> row.getString("article"));
        if (!schedules.isEmpty()) {
            wrong.add("scheduled_article and the log differ for " + String.join(", ", schedules));
        }
        return wrong.isEmpty()
                ? Finding.ok(name, "as many as in the log, and all that is scheduled")
                : Finding.problem(
                        name, String.join("; ", wrong) + ".", "`claims rebuild` makes them again from the log.");
    }

    private static Finding erased(DoctorContext context, String name) throws SQLException {
        KeylessPersons keyless = KeylessPersons.of(context.stores().eventStore());
        if (!keyless.lost().isEmpty()) {
            return Finding.problem(
                    name,
                    keyless.lost().sentence() + " Their keys were lost; no erasure is recorded.",
                    "The keys may be in an older backup of keys (`restore --keys ID` into another database), another"
                            + " file of BACKUP_KEY_FILE or another bucket: docs/backup.md. Until you have looked there,"
                            + " erase none of these persons and delete nothing below keys/.");
        }
        return keyless.erased().isEmpty()
                ? Finding.ok(name, "every person without a key has a removal in the log")
                : Finding.problem(
                        name,
                        keyless.erased().sentence(),
                        "They were erased after the place that the log was restored to, but what they published exists"
                                + " again: run `users erase ID --articles remove --reason TICKET` for each.");
    }

    private static Finding operatorLog(DoctorContext context, String name) throws SQLException {
        long unfinished = Rows.number(context.stores().eventStore(), UNFINISHED);
        return unfinished == 0
                ? Finding.ok(name, "nothing was left unfinished")
                : Finding.warning(
                        name,
                        Words.count(unfinished, "entry has", "entries have") + " had no outcome for a day.",
                        "`log` shows them: they were cut off. Check whether their changes are complete.");
    }
}
