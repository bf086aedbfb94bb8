package io.talel.ops.backup.restore;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.archive.KeyChoice;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.keys.EncryptionKeys;
import io.talel.ops.backup.outcome.Refused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Backup of keys for a restore.
 *
 * @param chosen whether the operator named it
 * @param sole whether all other keys in the bucket are known to be of other databases, or of other servers
 * @param warnings sentences about the choice
 */
record RestoreKeys(Manifest manifest, boolean chosen, boolean sole, List<String> warnings) {

    RestoreKeys {
        warnings = List.copyOf(warnings);
    }

    /**
     * @param backup last backup to restore
     * @throws Refused if there are no keys, or several that may be the right ones: an erased person must not come back,
     *     and a copy of the database has other passwords
     */
    static RestoreKeys newest(Archive archive, EncryptionKeys ring, Manifest backup) throws IOException {
        KeyChoice choice = KeyChoice.of(archive, ring, backup);
        Manifest keys = required(choice, backup);
        if (!choice.rivals().isEmpty()) {
            throw new Refused(
                    ("there are several backups of keys that may belong to backup %s: %s. Choose one with --keys ID: the"
                                    + " newest one of the database that people have used since. Persons erased there stay"
                                    + " erased; another one brings them back, and the keys and passwords of a copy are not"
                                    + " theirs")
                            .formatted(
                                    backup.id(),
                                    Stream.concat(Stream.of(keys), choice.rivals().stream())
                                            .map(each -> described(each, backup))
                                            .collect(Collectors.joining("; "))));
        }
        List<String> warnings = new ArrayList<>();
        if (keys.lineage().equals(backup.lineage()) && !KeyChoice.isCertain(keys, backup)) {
            warnings.add(
                    "The keys and passwords are those of %s. If a copy of the database made them, look for others in another bucket."
                            .formatted(described(keys, backup)));
        }
        Others others = Others.of(archive, keys);
        if (!others.alike().isEmpty()) {
            warnings.add(
                    "The keys and passwords are those of %s. Other keys may be of the same database: %s. If a copy of its disk made the ones used, restore again with `--keys`."
                            .formatted(keys.directory(), String.join(", ", others.alike())));
        }
        if (!others.elsewhere().isEmpty()) {
            warnings.add(
                    "There are keys of the same database on another server: %s. If that server is in use and backup %s is of a copy, restore a backup of that server."
                            .formatted(String.join(", ", others.elsewhere()), backup.id()));
        }
        return new RestoreKeys(keys, false, others.alike().isEmpty(), warnings);
    }

    /**
     * Directories of other keys of the same lineage.
     *
     * @param alike keys that may be of the same server; damaged ones may be, too
     * @param elsewhere keys known to be of another server
     */
    private record Others(List<String> alike, List<String> elsewhere) {

        static Others of(Archive archive, Manifest keys) throws IOException {
            Others others = new Others(new ArrayList<>(), new ArrayList<>());
            for (BackupId id : archive.begun(Kind.KEYS)) {
                if (!id.equals(keys.id())) {
                    others.add(archive, id, keys);
                }
            }
            return others;
        }

        private void add(Archive archive, BackupId id, Manifest keys) throws IOException {
            String directory = "%s%s/".formatted(Kind.KEYS.prefix(), id);
            try {
                archive.find(Kind.KEYS, id)
                        .filter(other -> other.lineage().equals(keys.lineage()))
                        .ifPresent(other -> (other.isElsewhere(keys) ? elsewhere : alike).add(directory));
            } catch (Damaged _) {
                alike.add(directory);
            }
        }
    }

    private static Manifest required(KeyChoice choice, Manifest backup) throws Damaged {
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
    static RestoreKeys named(Archive archive, Manifest backup, String id) throws IOException {
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
        return new RestoreKeys(
                keys,
                true,
                false,
                List.of(
                        "The keys and passwords are those of %s, as requested: persons erased since %s can be read again, and must be erased again."
                                .formatted(described(keys, backup), keys.snapshotAt())));
    }

    private static String described(Manifest keys, Manifest backup) {
        String of = !keys.lineage().equals(backup.lineage())
                ? "of database " + keys.lineage()
                : keys.id().equals(backup.keys())
                        ? "made with the backup"
                        : keys.sharesServer(backup)
                                ? "of the same server"
                                : keys.isElsewhere(backup) ? "of another server" : "of an unknown server";
        return "%s (%s, %s)".formatted(keys.directory(), of, keys.snapshotAt());
    }
}
