package io.talel.ops.backup.restore;

import static io.talel.ops.backup.store.OperatorStatements.EVENT_STORE;

import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sets sequences beyond every number that any of the backups knows. */
final class Sequences {

    /** Each sequence with its column; for sequences without one, the kind of streams numbered by it. */
    private static final String ALL = """
            SELECT format('%I.%I', n.nspname, s.relname) AS name,
                   CASE WHEN a.attname IS NOT NULL
                        THEN format('SELECT coalesce(max(%I), 0) FROM %s', a.attname, a.attrelid::regclass) END AS used,
                   substring(s.relname FROM '^([a-z]+)_id$') AS kind
            FROM pg_class s
            JOIN pg_namespace n ON n.oid = s.relnamespace
            LEFT JOIN pg_depend d
                ON d.classid = 'pg_class'::regclass AND d.objid = s.oid AND d.refclassid = 'pg_class'::regclass
                AND d.deptype IN ('a', 'i')
            LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
            WHERE s.relkind = 'S' AND n.nspname IN ('event_store', 'auth', 'operations')
            ORDER BY 1""";

    private Sequences() {}

    private record Sequence(
            String name, @Nullable String used, @Nullable String kind) {}

    /** @param known backups whose values are used */
    static void set(Connection owner, Manifest... known) throws SQLException {
        List<Sequence> all = Rows.list(owner, ALL, Rows.to(Sequence.class));
        for (Sequence sequence : all) {
            long given = Stream.of(known)
                    .mapToLong(manifest -> manifest.sequences().getOrDefault(sequence.name, 0L))
                    .max()
                    .orElse(0);
            long last = Math.max(given, used(owner, sequence));
            if (last > 0) {
                Rows.number(owner, "SELECT setval(?::regclass, ?)", sequence.name, last);
            }
        }
    }

    private static long used(Connection owner, Sequence sequence) throws SQLException {
        if (sequence.used != null) {
            return Rows.number(owner, sequence.used);
        }
        return sequence.kind == null ? 0 : Rows.number(owner, EVENT_STORE.get("greatest-stream"), sequence.kind + "-");
    }
}
