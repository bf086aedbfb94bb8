package io.talel.ops.backup.archive;

import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.keys.EncryptionKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the backup of keys for a restore: the newest one of the same database, so that erased persons stay erased. If
 * that database has made none since another one was restored from it, the newest one of its descendants is chosen,
 * since erasures happen there after a disaster. While both databases make backups, neither affects the other's persons.
 *
 * @param keys null if there are none
 * @param unreadable newer backups of keys that could not be read, so that their database is unknown
 */
public record KeyChoice(@Nullable Manifest keys, List<Damaged> unreadable) {

    public KeyChoice {
        unreadable = List.copyOf(unreadable);
    }

    /** @param ring opens the tables that are looked at; a backup under another key is ignored */
    public static KeyChoice of(Archive archive, EncryptionKeys ring, Manifest backup) throws IOException {
        UUID lineage = backup.lineage();
        List<Damaged> unreadable = new ArrayList<>();
        @Nullable Manifest heir = null;
        for (BackupId id : archive.begun(Kind.KEYS).reversed()) {
            try {
                @Nullable Manifest found = archive.find(Kind.KEYS, id).orElse(null);
                if (found != null && found.lineage().equals(lineage)) {
                    boolean inherited = heir != null && isInherited(archive, ring, found, heir);
                    return new KeyChoice(inherited ? heir : found, unreadable);
                }
                if (found != null && heir == null && found.ancestors().contains(lineage)) {
                    heir = found;
                }
            } catch (Damaged e) {
                unreadable.add(e);
            }
        }
        return new KeyChoice(heir, unreadable);
    }

    /** Why the keys cannot be used for this backup, beginning with a small letter; empty if they can. */
    public Optional<String> lack(Manifest backup) {
        if (keys == null) {
            return Optional.of("the keys of personal data that belong to it are missing");
        }
        BackupId made = backup.keys();
        return made != null && keys.id().compareTo(made) < 0
                ? Optional.of("the keys of personal data made with it, backup %s, are missing".formatted(made))
                : Optional.empty();
    }

    /** Whether the own keys are older than the restore that created the heir, or an ancestor of the heir. */
    private static boolean isInherited(Archive archive, EncryptionKeys ring, Manifest own, Manifest heir)
            throws IOException {
        for (BackupId id : archive.begun(Kind.FULL).reversed()) {
            try {
                @Nullable Manifest found = archive.find(Kind.FULL, id).orElse(null);
                if (found != null && found.lineage().equals(heir.lineage())) {
                    return Fork.of(archive, ring, found, own.lineage())
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
