package io.talel.ops.backup.dump;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.keys.EncryptionKeys;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.retention.RetentionPolicy;
import io.talel.ops.backup.runs.Runs;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Deletes older backups of keys as soon as a newer one is complete, so that erased persons stay erased. Keeps the keys
 * of other databases: this one may have been restored from one that is still in use, and these keys may be all that is
 * left of its persons. A copy of this database has the same lineage unless a restore made it: keeps the keys of another
 * or an unknown server, and keys that the run log does not name. Keeps keys that somebody has lost since, and keys that
 * cannot be compared: they may be the only ones.
 */
final class KeyRetention {

    private final Archive archive;
    private final EncryptionKeys ring;
    private final Manifest newest;
    private final Snapshot snapshot;
    private final List<String> remarks = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * @param ring opens older keys
     * @param newest keys of the snapshot, complete and read back
     */
    KeyRetention(Archive archive, EncryptionKeys ring, Manifest newest, Snapshot snapshot) {
        this.archive = archive;
        this.ring = ring;
        this.newest = newest;
        this.snapshot = snapshot;
    }

    /**
     * Never fails: the backup is complete by now.
     *
     * @return remarks for the operator, in sentences; may be empty
     */
    String keepOnlyNewest() {
        try {
            deleteReplaced();
        } catch (SQLException | IOException | RuntimeException e) {
            complain(
                    "Older keys could not be deleted: %s. The next backup tries again; until then they open the data of erased persons."
                            .formatted(reason(e)));
        }
        return String.join(" ", remarks);
    }

    private void deleteReplaced() throws SQLException, IOException {
        for (BackupId id : archive.begun(Kind.KEYS)) {
            if (id.compareTo(newest.id()) < 0 && isReplaced(id)) {
                delete(Kind.KEYS.directory(id));
            }
        }
    }

    /**
     * Deletes the keys before the manifest, and the signature last. If this is cut off, the next backup deletes the rest: with
     * a manifest it takes them for older keys, with a signature alone for a backup that was abandoned. A manifest without its
     * signature would count as damaged, and its keys would stay.
     */
    private void delete(String directory) throws IOException {
        List<String> last = List.of(directory + Archive.MANIFEST, directory + Archive.SIGNATURE);
        for (StoredObject object : archive.bucket().list(directory)) {
            if (!last.contains(object.key())) {
                archive.bucket().delete(object.key());
            }
        }
        for (String key : last) {
            archive.bucket().delete(key);
        }
    }

    /** Remarks that need action: lost keys, and keys that may have to go but were kept. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    private void complain(String problem) {
        remarks.add(problem);
        problems.add(problem);
    }

    private boolean isReplaced(BackupId id) throws SQLException, IOException {
        Optional<Manifest> older;
        try {
            older = archive.find(Kind.KEYS, id);
        } catch (Damaged damaged) {
            complain("%s%s/ is kept, since its database is unknown: %s. If its keys are not needed, delete it."
                    .formatted(Kind.KEYS.prefix(), id, damaged.what()));
            return false;
        }
        return older.isPresent()
                ? isOwn(older.get()) && isContained(older.get())
                : id.time().plus(RetentionPolicy.ABANDONED_AFTER).isBefore(newest.startedAt());
    }

    /** Whether this database on this server made the keys, and no copy of it. */
    private boolean isOwn(Manifest older) throws SQLException {
        if (!older.lineage().equals(newest.lineage())) {
            if (newest.ancestors().contains(older.lineage())) {
                remarks.add(
                        ("%s holds the keys of a database that this one was restored from. If that database is gone for good,"
                                        + " delete them: they open the data of persons erased here.")
                                .formatted(older.directory()));
            }
            return false;
        }
        return switch (older.sameServer(newest)) {
            case YES -> isInRunLog(older);
            case NO ->
                kept(
                        older,
                        "%s holds the keys of this database on another server: a copy of it, or the server before a"
                                + " failover. They are kept. Once that server is gone for good, delete them: they open the"
                                + " data of persons erased here.");
            case UNKNOWN ->
                kept(
                        older,
                        "%s is kept: it may hold the keys of this database on another server, since the owner of the"
                                + " event store may not execute pg_control_system() and pg_walfile_name(pg_lsn), which"
                                + " tell servers apart. Grant both. Keys that no other server needs open the data of"
                                + " persons erased here: delete them.");
        };
    }

    private boolean isInRunLog(Manifest older) throws SQLException {
        return Runs.madeKeys(snapshot.connection(), older.id(), snapshot.database())
                || kept(
                        older,
                        "%s is not in the run log of this database: a copy of its disk has made these keys, or the"
                                + " database that this one is a copy of. They are kept. Once that database is gone for"
                                + " good, delete them: they open the data of persons erased here.");
    }

    /** @return always false, for the keys are not deleted */
    private boolean kept(Manifest older, String why) {
        complain(why.formatted(older.directory()));
        return false;
    }

    /** Whether the database still has every key, except those of erased persons. */
    private boolean isContained(Manifest older) throws SQLException, IOException {
        List<String> unknown = LostKeys.unknownTables(older);
        if (!unknown.isEmpty()) {
            return incomparable(older, "a newer release made it, with " + String.join(" and ", unknown), "Keep it.");
        }
        LostKeys lost;
        try {
            ring.require(older);
            lost = LostKeys.since(older, archive, ring, snapshot.connection());
        } catch (Refused lacksKey) {
            return incomparable(older, reason(lacksKey), "Put the line of that key back.");
        } catch (Damaged damaged) {
            return incomparable(older, damaged.what(), "If nobody has lost a key since it was made, delete it.");
        } catch (RuntimeException e) {
            return incomparable(older, reason(e), "The next backup compares again; keep it.");
        }
        if (!lost.losses().isEmpty()) {
            complain("%s since %s was made. That backup is kept: it may hold the only copy."
                    .formatted(String.join(", and ", lost.losses()), older.directory()));
            return false;
        }
        if (lost.isIncomplete() && newest.lostPersons() > 0) {
            complain(("%s is kept: objects with keys are missing there, and %s. If these objects will not come back,"
                            + " delete it.")
                    .formatted(
                            older.directory(),
                            Words.count(
                                    newest.lostPersons(), "person has lost the key", "persons have lost their keys")));
            return false;
        }
        return true;
    }

    private boolean incomparable(Manifest older, String why, String advice) {
        complain("%s is kept, since its keys cannot be compared with the new ones: %s. %s"
                .formatted(older.directory(), why, advice));
        return false;
    }

    /** Without the name of a class, which a wrapped failure has in its message. */
    private static String reason(Exception e) {
        Throwable cause = e.getCause();
        @Nullable String message = cause != null && cause.toString().equals(e.getMessage()) ? cause.getMessage() : e.getMessage();
        if (e instanceof RuntimeException && !(e instanceof Refused)) {
            return "this software failed" + (message == null ? "" : ": " + message);
        }
        return String.valueOf(message);
    }
}
