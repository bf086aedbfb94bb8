package io.talel.ops.backup.restore.source;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.archive.KeyBackupChoice;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.format.Manifest.SameServer;
import io.talel.ops.backup.keys.EncryptionKeys;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.outcome.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Backup of keys for a restore.
 *
 * @param chosen whether the operator named others than the surest
 * @param sole whether all other keys in the bucket are known to be of other databases, or of other servers
 * @param warnings sentences about the choice
 */
public record RestoreKeys(Manifest manifest, boolean chosen, boolean sole, List<String> warnings) {

    public RestoreKeys {
        warnings = List.copyOf(warnings);
    }

    /** Finds the keys for a backup, the last one to restore. */
    public interface Rule {

        /** @throws Refused if there are no keys that can be used without a doubt */
        RestoreKeys choose(Archive archive, EncryptionKeys ring, Manifest backup) throws IOException;

        /** @param keys named by the operator; null if not */
        static Rule of(@Nullable String keys) {
            return keys == null ? RestoreKeys::newest : (archive, ring, backup) -> named(archive, ring, backup, keys);
        }
    }

    /**
     * @throws Refused if there are no keys, or several that may be the right ones: an erased person must not come back,
     *     and a copy of the database has other passwords
     */
    static RestoreKeys newest(Archive archive, EncryptionKeys ring, Manifest backup) throws IOException {
        KeyBackupChoice choice = KeyBackupChoice.of(archive, ring, backup);
        Manifest keys = required(choice, backup);
        if (!choice.rivals().isEmpty()) {
            throw new Refused(
                    ("there are several backups of keys that may belong to backup %s: %s; %s. Choose one with --keys"
                                    + " ID: the newest one of the database that people have used since. Persons erased there stay"
                                    + " erased; another one brings them back, and the keys and passwords of a copy are not theirs")
                            .formatted(backup.id(), described(keys, backup), described(choice.rivals(), backup)));
        }
        return undisputed(archive, keys, choice.leftOut(), backup);
    }

    /** For a drill: the surest keys, even if others may be the right ones. */
    public static RestoreKeys surest(Archive archive, EncryptionKeys ring, Manifest backup) throws IOException {
        KeyBackupChoice choice = KeyBackupChoice.of(archive, ring, backup);
        Manifest keys = required(choice, backup);
        if (choice.rivals().isEmpty()) {
            return undisputed(archive, keys, choice.leftOut(), backup);
        }
        return new RestoreKeys(
                keys,
                false,
                Others.of(archive, keys).alike().isEmpty(),
                List.of("The drill used %s; others may be the right ones: %s."
                        .formatted(described(keys, backup), described(choice.rivals(), backup))));
    }

    private static RestoreKeys undisputed(Archive archive, Manifest keys, List<Manifest> leftOut, Manifest backup)
            throws IOException {
        List<String> warnings = new ArrayList<>();
        if (keys.lineage().equals(backup.lineage()) && !KeyBackupChoice.isCertain(keys, backup)) {
            warnings.add(
                    "The keys and passwords are those of %s. If a copy of the database made them, look for others in another bucket."
                            .formatted(described(keys, backup)));
        }
        Others others = Others.of(archive, keys);
        if (!leftOut.isEmpty()) {
            warnings.add(
                    "The keys and passwords are those of %s. Newer ones were left out, since their backups were never completed: %s. Persons erased after %s can be read again. If this database made the newer keys, restore again with `--keys`."
                            .formatted(described(keys, backup), described(leftOut, backup), keys.snapshotAt()));
        } else if (!others.alike().isEmpty()) {
            warnings.add(
                    "The keys and passwords are those of %s. Other keys may be of the same database: %s. If a copy of its disk made the ones used, restore again with `--keys`."
                            .formatted(keys.directory(), Words.few(others.alike(), ", ")));
        }
        if (!others.elsewhere().isEmpty()) {
            warnings.add(
                    "There are keys of the same database on another server: %s. If that server is in use and backup %s is of a copy, restore a backup of that server."
                            .formatted(Words.few(others.elsewhere(), ", "), backup.id()));
        }
        return new RestoreKeys(keys, false, others.alike().isEmpty(), warnings);
    }

    /**
     * Directories of other keys of the same lineage, the newest first.
     *
     * @param alike keys that may be of the same server; damaged ones may be, too
     * @param elsewhere keys known to be of another server
     */
    private record Others(List<String> alike, List<String> elsewhere) {

        static Others of(Archive archive, Manifest keys) throws IOException {
            Others others = new Others(new ArrayList<>(), new ArrayList<>());
            for (BackupId id : archive.begun(Kind.KEYS).reversed()) {
                if (!id.equals(keys.id())) {
                    others.add(archive, id, keys);
                }
            }
            return others;
        }

        private void add(Archive archive, BackupId id, Manifest keys) throws IOException {
            String directory = Kind.KEYS.directory(id);
            try {
                archive.find(Kind.KEYS, id)
                        .filter(other -> other.lineage().equals(keys.lineage()))
                        .ifPresent(
                                other -> (other.sameServer(keys) == SameServer.NO ? elsewhere : alike).add(directory));
            } catch (Damaged _) {
                alike.add(directory);
            }
        }
    }

    private static Manifest required(KeyBackupChoice choice, Manifest backup) throws Damaged {
        @Nullable Manifest keys = choice.keys();
        Optional<String> lack = choice.lack(backup);
        if (keys != null && lack.isEmpty()) {
            return keys;
        }
        if (!choice.unreadable().isEmpty()) {
            throw choice.unreadable().getFirst();
        }
        throw new Refused("backup %s cannot be restored: %s; %s"
                .formatted(
                        backup.id(),
                        lack.orElse(""),
                        keys == null
                                ? "without them no name and no address can be read"
                                : ("the newest keys, %s, lack persons registered since, and still have persons erased"
                                                + " since")
                                        .formatted(keys.id())));
    }

    /** Keys chosen by the operator; must be of the same database, of an ancestor or of a descendant. */
    private static RestoreKeys named(Archive archive, EncryptionKeys ring, Manifest backup, String id)
            throws IOException {
        Manifest keys =
                BackupId.isOne(id) ? archive.find(Kind.KEYS, new BackupId(id)).orElse(null) : null;
        if (keys == null) {
            throw new Refused("there is no backup of keys %s in bucket %s; `backup list` shows them"
                    .formatted(id, archive.bucket().name()));
        }
        if (!keys.lineage().equals(backup.lineage())
                && !keys.ancestors().contains(backup.lineage())
                && !backup.ancestors().contains(keys.lineage())) {
            throw new Refused("%s holds the keys of another database, %s; backup %s is of %s"
                    .formatted(keys.directory(), keys.lineage(), backup.id(), backup.lineage()));
        }
        KeyBackupChoice choice = KeyBackupChoice.of(archive, ring, backup);
        @Nullable Manifest surest = choice.keys();
        boolean chosen = surest == null
                || !surest.id().equals(keys.id())
                || choice.lack(backup).isPresent();
        if (!chosen && choice.rivals().isEmpty()) {
            return undisputed(archive, keys, choice.leftOut(), backup);
        }
        return new RestoreKeys(
                keys,
                chosen,
                !chosen && Others.of(archive, keys).alike().isEmpty(),
                List.of(
                        "The keys and passwords are those of %s, as requested: persons erased since %s can be read again, and must be erased again."
                                .formatted(described(keys, backup), keys.snapshotAt())));
    }

    private static String described(List<Manifest> keys, Manifest backup) {
        return Words.few(keys.stream().map(each -> described(each, backup)).toList(), "; ");
    }

    private static String described(Manifest keys, Manifest backup) {
        return "%s (%s, %s)".formatted(keys.directory(), origin(keys, backup), keys.snapshotAt());
    }

    private static String origin(Manifest keys, Manifest backup) {
        if (!keys.lineage().equals(backup.lineage())) {
            return "of database " + keys.lineage();
        }
        if (keys.id().equals(backup.keys())) {
            return "made with the backup";
        }
        return switch (keys.sameServer(backup)) {
            case YES -> "of the same server";
            case NO -> "of another server";
            case UNKNOWN -> "of an unknown server";
        };
    }
}
