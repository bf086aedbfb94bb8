package io.talel.ops.backup.dump;

import static io.talel.ops.backup.store.OperatorStatements.EVENT_STORE;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.EventRange;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.runs.Run;
import io.talel.ops.backup.runs.Runs;
import io.talel.ops.backup.runs.Task;
import io.talel.ops.backup.store.Rows;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the parent of the next backup: the newest backup of the same database, unless a full one is needed.
 *
 * @param manifest null for a full backup
 * @param reason why a full backup is made; empty for an incremental one
 */
record ParentChoice(@Nullable Manifest manifest, String reason) {

    /**
     * Age of the full backup from which on the next backup is full even if not requested. Restoring the last backup of
     * a chain needs all of them.
     */
    static final Duration LONGEST_CHAIN = Duration.ofDays(8);

    /**
     * Skips a backup that cannot be read, since its database is unknown; a full backup follows if it is the last one
     * made here.
     */
    static ParentChoice of(Archive archive, Snapshot snapshot) throws IOException, SQLException {
        UUID lineage = snapshot.lineages().getLast();
        String last = Runs.lastDone(snapshot.connection(), Task.FULL, Task.INCREMENTAL)
                .map(Run::backup)
                .orElse("");
        for (BackupId id : archive.begun(Kind.FULL).reversed()) {
            try {
                Optional<Manifest> found = archive.find(Kind.FULL, id);
                if (found.isPresent() && found.get().lineage().equals(lineage)) {
                    return of(archive, snapshot, found.get());
                }
            } catch (Damaged e) {
                if (id.toString().equals(last)) {
                    return new ParentChoice(null, String.valueOf(e.getMessage()));
                }
            }
        }
        return new ParentChoice(null, "there is no backup of this database yet");
    }

    private static ParentChoice of(Archive archive, Snapshot snapshot, Manifest newest)
            throws IOException, SQLException {
        String changed = changed(snapshot, newest);
        if (!changed.isEmpty()) {
            return new ParentChoice(null, changed);
        }
        try {
            Manifest full = archive.chain(newest).full();
            if (full.snapshotAt().plus(LONGEST_CHAIN).isBefore(snapshot.at())) {
                return new ParentChoice(
                        null, "the last full backup is older than %d days".formatted(LONGEST_CHAIN.toDays()));
            }
        } catch (Damaged e) {
            return new ParentChoice(null, String.valueOf(e.getMessage()));
        }
        return new ParentChoice(newest, "");
    }

    /** Why a backup of this database cannot be continued; empty if it can. */
    private static String changed(Snapshot snapshot, Manifest newest) throws SQLException {
        if (!holds(snapshot, newest.eventRange())) {
            return "the log lacks the last event of backup %s".formatted(newest.id());
        }
        if (!Objects.equals(snapshot.cluster(), newest.cluster())) {
            return "since backup %s the database was moved to another server, or recovered".formatted(newest.id());
        }
        if (!snapshot.schemas().equals(newest.schemas())
                || !newest.tables().stream()
                        .filter(table -> table.name().equals(DumpedTable.EVENTS))
                        .map(DumpedTable::columns)
                        .toList()
                        .equals(List.of(snapshot.columns(DumpedTable.EVENTS)))) {
            return "the tables differ from those of backup %s".formatted(newest.id());
        }
        return "";
    }

    private static boolean holds(Snapshot snapshot, EventRange range) throws SQLException {
        List<UUID> there = Rows.list(
                snapshot.connection(), EVENT_STORE.get("event-at"), row -> row.getObject(1, UUID.class), range.to());
        return range.lastEvent() == null ? range.to() == 0 : there.equals(List.of(range.lastEvent()));
    }
}
