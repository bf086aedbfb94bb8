package io.talel.ops.console.backup.verify;

import io.talel.ops.console.backup.archive.Archive;
import io.talel.ops.console.backup.archive.BackupId;
import io.talel.ops.console.backup.archive.Catalogue;
import io.talel.ops.console.backup.archive.Entry;
import io.talel.ops.console.backup.archive.Kind;
import io.talel.ops.console.store.Database;
import io.talel.ops.console.store.Rows;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The kept backups in the order in which they are due to be verified, the least recently verified first. Only those that no
 * other continues: whoever verifies one verifies all that it continues.
 *
 * @param due whatever was verified once stands behind what never was
 * @param kept all that there are, those that others continue included
 * @param gone those that were found to be damaged and are not there any more
 */
record Rotation(List<BackupId> due, int kept, List<BackupId> gone) {

    /** A look less deep does not count for a deep one; one that failed does, or it would be the next one for ever. */
    private static final String LOOKED_AT = """
            SELECT backup, max(finished_at) AS at
            FROM operations.backup_run
            WHERE task = 'verify' AND outcome IN ('done', 'failed') AND backup IS NOT NULL
              AND (NOT ? OR (details ->> 'deep')::boolean)
            GROUP BY backup""";

    Rotation {
        due = List.copyOf(due);
        gone = List.copyOf(gone);
    }

    /** For the run log. */
    String sentence(int limit) {
        return "%d backups are kept; %d of %d to be verified next: %s."
                .formatted(
                        kept,
                        Math.min(limit, due.size()),
                        due.size(),
                        due.stream().limit(limit).map(BackupId::toString).collect(Collectors.joining(", ")));
    }

    /** The oldest first where no database answers. */
    static Rotation of(Archive archive, Database eventStore, boolean deep) throws IOException {
        List<Entry> entries = Catalogue.of(archive).entries().stream()
                .filter(entry -> entry.directory().startsWith(Kind.FULL.prefix()))
                .filter(entry -> !(entry instanceof Entry.Unfinished))
                .toList();
        Set<BackupId> there = entries.stream().map(Entry::id).collect(Collectors.toSet());
        Set<BackupId> continued = entries.stream().flatMap(Rotation::parent).collect(Collectors.toSet());
        Map<BackupId, Instant> lookedAt = new HashMap<>();
        Set<BackupId> damaged = new HashSet<>();
        try (Connection connection = eventStore.read()) {
            Rows.list(
                    connection,
                    LOOKED_AT,
                    row -> lookedAt.put(new BackupId(row.getString("backup")), Rows.time(row, "at")),
                    deep);
            FoundDamage.all(connection).stream().map(FoundDamage::backup).forEach(damaged::add);
        } catch (SQLException _) {
            lookedAt.clear();
        }
        Set<BackupId> keys = Set.copyOf(archive.begun(Kind.KEYS));
        return new Rotation(
                there.stream()
                        .filter(id -> !continued.contains(id))
                        .sorted(Comparator.<BackupId, Instant>comparing(id -> lookedAt.getOrDefault(id, Instant.EPOCH))
                                .thenComparing(Comparator.naturalOrder()))
                        .toList(),
                there.size(),
                damaged.stream()
                        .filter(id -> !there.contains(id) && !keys.contains(id))
                        .sorted()
                        .toList());
    }

    private static Stream<BackupId> parent(Entry entry) {
        return switch (entry) {
            case Entry.Complete complete -> Stream.ofNullable(complete.parent());
            case Entry.Unfinished _, Entry.Broken _ -> Stream.empty();
        };
    }
}
