package io.talel.ops.backup.dump;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.bucket.BucketFailure;
import io.talel.ops.backup.bucket.S3;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.EventRange;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.format.Manifest.Images;
import io.talel.ops.backup.keys.EncryptionKeys;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.outcome.Stopped;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.persons.KeylessPersons;
import io.talel.ops.backup.runs.Request;
import io.talel.ops.backup.runs.RunRecorder;
import io.talel.ops.backup.runs.Task;
import io.talel.ops.backup.store.Database;
import io.talel.ops.backup.store.Rows;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes backups of the event store's database from one snapshot: first the keys of personal data, into a backup of
 * their own, then the log and the small tables.
 *
 * @param application version of this software
 */
public record Backups(Database eventStore, S3 s3, Archive archive, EncryptionKeys keys, String application) {

    /**
     * Tables with data about persons. Only their newest backup is kept, so that erased persons disappear from the
     * backups, too.
     */
    private static final List<String> KEYS =
            List.of(DumpedTable.LOOKUP_KEY, DumpedTable.PERSON_KEYS, DumpedTable.CREDENTIALS);

    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * A complete backup.
     *
     * @param size of its objects and those of the keys, in bytes
     * @param remarks sentences for the operator, problems included; may be empty
     * @param problems remarks that need action
     */
    public record Made(Manifest manifest, Manifest keys, long size, String remarks, List<String> problems) {

        public Made {
            problems = List.copyOf(problems);
        }

        Made with(String problem) {
            return new Made(
                    manifest,
                    keys,
                    size,
                    (remarks + " " + problem).strip(),
                    Stream.concat(problems.stream(), Stream.of(problem)).toList());
        }

        public double seconds() {
            return Duration.between(manifest.startedAt(), manifest.finishedAt()).toMillis() / 1000.0;
        }

        /** Result in a sentence for people. */
        public String sentence() {
            return "Backup %s: %s of %s up to position %d, %d bytes, in %.1f s. %s"
                    .formatted(
                            manifest.id(),
                            manifest.kind(),
                            Words.count(manifest.eventRange().events(), "event", "events"),
                            manifest.eventRange().to(),
                            size,
                            seconds(),
                            remarks)
                    .strip();
        }
    }

    /**
     * Checks whether the order can be carried out.
     *
     * @throws Refused if the backup would not be encrypted and the order does not allow that
     */
    public void check(BackupOrder order) {
        if (keys.isEmpty() && !order.allowPlaintext()) {
            throw new Refused("BACKUP_KEY_FILE is not set; --allow-plaintext writes a backup that everybody can read");
        }
    }

    /**
     * Makes a full or incremental backup.
     *
     * @throws Refused if another run with backups is active, or as {@link #check}
     * @throws Stopped if the run was cancelled; nothing is left then that looks like a backup
     */
    public Made run(BackupOrder order, Request request) throws SQLException, IOException {
        return RunRecorder.of(eventStore, order.task(), Map.of(), request, false, run -> {
            check(order);
            try (Snapshot snapshot = Snapshot.of(eventStore.workAsOwner())) {
                return recorded(run, make(run, order, snapshot), order, snapshot.database());
            }
        });
    }

    /** The backup is complete even if recording it fails. */
    private static Made recorded(RunRecorder run, Made made, BackupOrder order, long database) {
        run.about(made.manifest().id());
        try {
            run.complete(
                    Outcome.DONE,
                    made.size(),
                    made.remarks(),
                    new BackupRunDetails(
                            made.problems(),
                            order.copyImages(),
                            made.manifest().images() == null,
                            made.keys().id(),
                            database));
            return made;
        } catch (SQLException e) {
            return made.with("The backup could not be recorded: " + e.getMessage());
        }
    }

    private Made make(RunRecorder run, BackupOrder order, Snapshot snapshot) throws SQLException, IOException {
        Instant startedAt = now();
        snapshot.requireNothingUnknown(KEYS);
        ParentChoice parent = order.full() ? new ParentChoice(null, "") : ParentChoice.of(archive, snapshot);
        if (parent.manifest() == null) {
            run.turnsInto(Task.FULL);
        }
        BackupId id = next(Kind.FULL, startedAt);
        Manifest keyBackup = keys(run, snapshot, startedAt);

        Kind kind = parent.manifest() == null ? Kind.FULL : Kind.INCREMENTAL;
        Dump dump = new Dump(archive, snapshot, id, kind, keys, RANDOM);
        EventRange range = dump.events(
                parent.manifest() == null
                        ? EventRange.none()
                        : parent.manifest().eventRange(),
                run);
        dump.wholeTables("auth", "event_store", "operations");
        @Nullable Images images = null;
        String remarks = parent.reason().isEmpty() ? "" : "It is a full backup: " + parent.reason() + ".";
        List<String> problems = new ArrayList<>();
        try {
            images = dump.images(s3.content(), order.copyImages(), run);
        } catch (BucketFailure e) {
            String leftOut = "The images were left out: " + e.getMessage();
            problems.add(leftOut);
            remarks = (remarks + " " + leftOut).strip();
        }
        new KeyReadBack(archive, keys).require(keyBackup);
        Manifest manifest =
                dump.complete(parent.manifest(), range, images, keyBackup.id(), null, application, startedAt, now());
        KeyRetention retention = new KeyRetention(archive, keys, keyBackup, snapshot);
        remarks = (remarks + " " + retention.keepOnlyNewest()).strip();
        problems.addAll(retention.problems());
        return new Made(manifest, keyBackup, manifest.size() + keyBackup.size(), remarks, problems);
    }

    private Manifest keys(RunRecorder run, Snapshot snapshot, Instant startedAt) throws SQLException, IOException {
        BackupId id = next(Kind.KEYS, startedAt);
        run.intends(new BackupRunDetails.Intended(id, snapshot.database()));
        Dump dump = new Dump(archive, snapshot, id, Kind.KEYS, keys, RANDOM);
        for (String table : KEYS) {
            dump.wholeTable(table);
        }
        long keyless = KeylessPersons.of(snapshot.connection()).lost().number();
        return dump.complete(null, null, null, null, keyless, application, startedAt, now());
    }

    /** An id greater than all earlier ones, so that ids sort by creation even if the clock was set back. */
    private BackupId next(Kind kind, Instant now) throws IOException {
        Instant at = archive.begun(kind).stream()
                .map(last -> last.time().plusMillis(1))
                .reduce(now, (one, other) -> other.isAfter(one) ? other : one);
        return BackupId.at(at, RANDOM);
    }

    private Instant now() throws SQLException {
        try (var connection = eventStore.read()) {
            return Rows.now(connection);
        }
    }
}
