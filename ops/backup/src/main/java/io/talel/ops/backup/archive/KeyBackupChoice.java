package io.talel.ops.backup.archive;

import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.format.Manifest.SameServer;
import io.talel.ops.backup.keys.EncryptionKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the backup of keys for a restore: the newest one of the same database, so that erased persons stay erased. If
 * that database has made none since another one was restored from it, the newest one of its descendants is chosen,
 * since erasures happen there after a disaster. While both databases make backups, neither affects the other's persons.
 *
 * <p>A copy that was made without a restore has the same lineage. Keys of the lineage are therefore in doubt unless the
 * server of the backup is known to have made them: they are the right ones after a failover, the wrong ones if a copy
 * made them.
 *
 * @param keys the surest ones; null if there are none
 * @param rivals others that may be the right ones instead, the newest first
 * @param leftOut newer ones than the surest, of backups that were never completed; only if they are the only rivals
 * @param unreadable newer backups of keys that could not be read, so that their database is unknown
 */
public record KeyBackupChoice(
        @Nullable Manifest keys, List<Manifest> rivals, List<Manifest> leftOut, List<Damaged> unreadable) {

    public KeyBackupChoice {
        rivals = List.copyOf(rivals);
        leftOut = List.copyOf(leftOut);
        unreadable = List.copyOf(unreadable);
    }

    /** @param ring opens the tables that are looked at; a backup under another key is ignored */
    public static KeyBackupChoice of(Archive archive, EncryptionKeys ring, Manifest backup) throws IOException {
        List<Manifest> own = new ArrayList<>();
        List<Manifest> heirs = new ArrayList<>();
        List<Damaged> unreadable = new ArrayList<>();
        for (BackupId id : archive.begun(Kind.KEYS).reversed()) {
            try {
                @Nullable Manifest found = archive.find(Kind.KEYS, id).orElse(null);
                if (found != null && found.ancestors().contains(backup.lineage())) {
                    heirs.add(found);
                } else if (found != null && found.lineage().equals(backup.lineage())) {
                    if (own.isEmpty() || !isOlder(found, backup)) {
                        own.add(found);
                    }
                    if (isCertain(found, backup)) {
                        break;
                    }
                }
            } catch (Damaged e) {
                unreadable.add(e);
            }
        }
        if (!heirs.isEmpty() && (own.isEmpty() || isInherited(archive, ring, own.getFirst(), heirs.getFirst()))) {
            return new KeyBackupChoice(heirs.getFirst(), rivals(archive, ring, heirs), List.of(), unreadable);
        }
        if (own.isEmpty()) {
            return new KeyBackupChoice(null, List.of(), List.of(), unreadable);
        }
        boolean certain = isCertain(own.getLast(), backup);
        Manifest surest = certain ? own.getLast() : own.getFirst();
        List<Manifest> rivals = new ArrayList<>(own);
        rivals.remove(surest);
        if (certain && !rivals.isEmpty() && areOfUnfinished(archive, rivals, backup)) {
            return new KeyBackupChoice(surest, List.of(), rivals, unreadable);
        }
        if (!certain || !rivals.isEmpty()) {
            rivals.addAll(heirs);
            rivals.sort(Comparator.comparing(Manifest::id).reversed());
        }
        return new KeyBackupChoice(surest, rivals, List.of(), unreadable);
    }

    /** Whether no copy of the backup's database can have made the keys, except one of its disk. */
    public static boolean isCertain(Manifest keys, Manifest backup) {
        return keys.sharesServer(backup) || keys.id().equals(backup.keys());
    }

    /** Whether the keys are older than those made with the backup. */
    private static boolean isOlder(Manifest keys, Manifest backup) {
        BackupId made = backup.keys();
        return made != null && keys.id().compareTo(made) < 0;
    }

    /**
     * Whether all keys are of an unknown server, and of backups that were never completed: none of the same database
     * is with them or newer. The newest backup of a database never expires.
     */
    private static boolean areOfUnfinished(Archive archive, List<Manifest> keys, Manifest backup) throws IOException {
        if (keys.stream().anyMatch(each -> each.sameServer(backup) != SameServer.UNKNOWN)) {
            return false;
        }
        for (BackupId id : archive.begun(Kind.FULL).reversed()) {
            try {
                @Nullable Manifest found = archive.find(Kind.FULL, id).orElse(null);
                if (found != null && found.lineage().equals(backup.lineage())) {
                    @Nullable BackupId made = found.keys();
                    return keys.stream()
                            .allMatch(each -> made != null && each.id().compareTo(made) > 0);
                }
            } catch (Damaged _) {
                return false;
            }
        }
        return true;
    }

    /** Why the keys cannot be used for this backup, beginning with a small letter; empty if they can. */
    public Optional<String> lack(Manifest backup) {
        if (keys == null) {
            return Optional.of("the keys of personal data that belong to it are missing");
        }
        return isOlder(keys, backup)
                ? Optional.of("the keys of personal data made with it, backup %s, are missing".formatted(backup.keys()))
                : Optional.empty();
    }

    /** Keys of other descendants than the first, unless its own server has replaced them or it descends from them. */
    private static List<Manifest> rivals(Archive archive, EncryptionKeys ring, List<Manifest> heirs)
            throws IOException {
        Manifest heir = heirs.getFirst();
        List<Manifest> rivals = new ArrayList<>();
        for (Manifest other : heirs.subList(1, heirs.size())) {
            boolean replaced = other.lineage().equals(heir.lineage())
                    ? other.sharesServer(heir)
                    : isInherited(archive, ring, other, heir);
            if (!replaced) {
                rivals.add(other);
            }
        }
        return rivals;
    }

    /** Whether the own keys are older than the restore that created the heir, or an ancestor of the heir. */
    private static boolean isInherited(Archive archive, EncryptionKeys ring, Manifest own, Manifest heir)
            throws IOException {
        for (BackupId id : archive.begun(Kind.FULL).reversed()) {
            try {
                @Nullable Manifest found = archive.find(Kind.FULL, id).orElse(null);
                if (found != null && found.lineage().equals(heir.lineage())) {
                    return LineageStart.of(archive, ring, found, own.lineage())
                            .filter(own.snapshotAt()::isBefore)
                            .isPresent();
                }
            } catch (Damaged _) {
                // The next older backup of the heir gives the same answer.
            }
        }
        return false;
    }
}
