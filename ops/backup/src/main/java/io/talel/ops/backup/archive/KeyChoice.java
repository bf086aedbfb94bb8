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
 * The backup of the keys of personal data that belongs to a backup: the newest of its own database, so that who was erased
 * there stays erased. If that database has made none since another one was restored from it, the newest of its descendants:
 * after a disaster people are erased there. As long as both go on, neither has a say in the other's persons.
 *
 * @param keys null if there are none
 * @param unreadable newer ones that may have been meant; it is not known whose they are
 */
public record KeyChoice(@Nullable Manifest keys, List<Damaged> unreadable) {

    public KeyChoice {
        unreadable = List.copyOf(unreadable);
    }

    /** @param ring what it does not open has no say */
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

    /** What is wrong with it for this backup, beginning with a small letter; nothing if they can be used. */
    public Optional<String> lack(Manifest backup) {
        if (keys == null) {
            return Optional.of("the keys of personal data that belong to it are missing");
        }
        BackupId made = backup.keys();
        return made != null && keys.id().compareTo(made) < 0
                ? Optional.of("the keys of personal data made with it, backup %s, are missing".formatted(made))
                : Optional.empty();
    }

    /** Whether the newest keys of a database are from before the heir, or what that descends from, was restored from it. */
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
                // Another one of the heir says the same.
            }
        }
        return false;
    }
}
