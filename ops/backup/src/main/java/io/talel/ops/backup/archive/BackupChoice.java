package io.talel.ops.backup.archive;

import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.outcome.Refused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The backup that an operator has named.
 *
 * @param unreadable newer backups that could not be read, so that their database is unknown
 */
public record BackupChoice(Kind kind, BackupId id, List<Damaged> unreadable) {

    /** Name of the newest complete backup that is not one of keys. */
    public static final String LATEST = "latest";

    public BackupChoice {
        unreadable = List.copyOf(unreadable);
    }

    /** Like {@link #of(Archive, String, UUID)}, for any database. */
    public static BackupChoice of(Archive archive, String name) throws IOException {
        return of(archive, name, null);
    }

    /**
     * @param name id of a backup, even of a damaged or unfinished one, or {@link #LATEST}
     * @param lineage database whose latest backup is meant; null for any
     * @throws Refused if there is no such backup
     */
    public static BackupChoice of(Archive archive, String name, @Nullable UUID lineage) throws IOException {
        if (name.equals(LATEST)) {
            return latest(archive, lineage);
        }
        if (BackupId.isOne(name)) {
            BackupId id = new BackupId(name);
            for (Kind kind : new Kind[] {Kind.FULL, Kind.KEYS}) {
                if (!archive.bucket().list(kind.directory(id)).isEmpty()) {
                    return new BackupChoice(kind, id, List.of());
                }
            }
        }
        throw new Refused("there is no backup '%s' in bucket %s; `backup list` shows them"
                .formatted(name, archive.bucket().name()));
    }

    private static BackupChoice latest(Archive archive, @Nullable UUID lineage) throws IOException {
        List<Damaged> unreadable = new ArrayList<>();
        for (BackupId id : archive.begun(Kind.FULL).reversed()) {
            try {
                Optional<Manifest> found = archive.find(Kind.FULL, id);
                if (found.isPresent()
                        && (lineage == null || found.get().lineage().equals(lineage))) {
                    return new BackupChoice(Kind.FULL, id, unreadable);
                }
            } catch (Damaged e) {
                unreadable.add(e);
            }
        }
        if (!unreadable.isEmpty()) {
            Damaged newest = unreadable.removeFirst();
            return new BackupChoice(Kind.FULL, newest.backup(), unreadable);
        }
        throw new Refused("there is no backup%s in bucket %s"
                .formatted(
                        lineage == null ? "" : " of this database",
                        archive.bucket().name()));
    }
}
