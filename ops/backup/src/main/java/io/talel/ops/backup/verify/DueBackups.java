package io.talel.ops.backup.verify;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.archive.BackupCatalogue;
import io.talel.ops.backup.archive.BackupEntry;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.store.Database;
import io.talel.ops.backup.store.Rows;
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
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Kept backups in the order in which they are due: first those never verified, then the least recently verified. Leaves
 * out parents, which are verified together with the backups that continue them.
 *
 * @param kept number of kept backups, parents included
 * @param gone backups not kept any more: they were damaged, or deleted on purpose
 * @param missing backups in the run log that nothing has deleted and that are not in the bucket
 */
record DueBackups(List<BackupId> due, int kept, List<BackupId> gone, List<BackupId> missing) {

    /**
     * A shallow verification does not count for a deep rotation, but a failed one does; otherwise the same backup would
     * always come next.
     */
    private static final String LOOKED_AT = """
            SELECT backup, max(finished_at) AS at
            FROM operations.backup_run
            WHERE task = 'verify' AND outcome IN ('done', 'failed') AND backup IS NOT NULL
              AND (NOT ? OR (details ->> 'deep')::boolean)
            GROUP BY backup""";

    /** Backups in the run log, without expired ones and ones seen to be gone. */
    private static final String MADE = """
            SELECT backup FROM operations.backup_run
            WHERE task IN ('full', 'incremental') AND outcome = 'done' AND backup IS NOT NULL
            EXCEPT
            SELECT jsonb_array_elements_text(coalesce(details -> 'backups', details -> 'gone', '[]'))
            FROM operations.backup_run
            WHERE task IN ('expire', 'verify')
            ORDER BY 1""";

    DueBackups {
        due = List.copyOf(due);
        gone = List.copyOf(gone);
        missing = List.copyOf(missing);
    }

    /** @param bucket its name */
    List<BackupProblem> problems(String bucket) {
        return missing.stream()
                .map(id -> new BackupProblem(id, "it is in the run log, but not in bucket %s".formatted(bucket), true))
                .toList();
    }

    /** Message for the run log. */
    String sentence(int limit) {
        return "%d backups are kept; %d of %d to be verified next: %s."
                .formatted(
                        kept,
                        Math.min(limit, due.size()),
                        due.size(),
                        due.stream().limit(limit).map(BackupId::toString).collect(Collectors.joining(", ")));
    }

    /**
     * Oldest backups first if the database does not answer.
     *
     * @param deleted whether missing backups were deleted on purpose
     */
    static DueBackups of(Archive archive, Database eventStore, boolean deep, boolean deleted) throws IOException {
        List<BackupEntry> entries = BackupCatalogue.of(archive).entries().stream()
                .filter(entry -> entry.directory().startsWith(Kind.FULL.prefix()))
                .filter(entry -> !(entry instanceof BackupEntry.Unfinished))
                .toList();
        Set<BackupId> there = entries.stream().map(BackupEntry::id).collect(Collectors.toSet());
        Set<BackupId> continued = entries.stream().flatMap(DueBackups::parent).collect(Collectors.toSet());
        Map<BackupId, Instant> lookedAt = new HashMap<>();
        Set<BackupId> gone = new HashSet<>();
        Set<BackupId> missing = new TreeSet<>();
        Set<BackupId> keys = Set.copyOf(archive.begun(Kind.KEYS));
        try (Connection connection = eventStore.read()) {
            Rows.list(
                    connection,
                    LOOKED_AT,
                    row -> lookedAt.put(new BackupId(row.getString("backup")), Rows.time(row, "at")),
                    deep);
            FoundDamage.all(connection).stream()
                    .filter(damage -> deleted || !damage.missing())
                    .map(FoundDamage::backup)
                    .filter(id -> !there.contains(id) && !keys.contains(id))
                    .forEach(gone::add);
            Rows.list(connection, MADE, row -> new BackupId(row.getString("backup"))).stream()
                    .filter(id -> !there.contains(id) && !gone.contains(id))
                    .forEach(deleted ? gone::add : missing::add);
        } catch (SQLException _) {
            lookedAt.clear();
        }
        return new DueBackups(
                there.stream()
                        .filter(id -> !continued.contains(id))
                        .sorted(Comparator.<BackupId, Instant>comparing(id -> lookedAt.getOrDefault(id, Instant.EPOCH))
                                .thenComparing(Comparator.naturalOrder()))
                        .toList(),
                there.size(),
                gone.stream().sorted().toList(),
                List.copyOf(missing));
    }

    private static Stream<BackupId> parent(BackupEntry entry) {
        return switch (entry) {
            case BackupEntry.Complete complete -> Stream.ofNullable(complete.parent());
            case BackupEntry.Unfinished _, BackupEntry.Broken _ -> Stream.empty();
        };
    }
}
