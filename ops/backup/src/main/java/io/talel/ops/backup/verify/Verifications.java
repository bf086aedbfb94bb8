package io.talel.ops.backup.verify;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.archive.Chosen;
import io.talel.ops.backup.dump.Progress;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.keys.EncryptionKeys;
import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.outcome.Json;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.outcome.Stopped;
import io.talel.ops.backup.persons.ErasedPersons;
import io.talel.ops.backup.store.Database;
import io.talel.ops.backup.store.Rows;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Verifies backups and writes down what became of it. */
public final class Verifications {

    private final Database eventStore;
    private final Archive archive;
    private final EncryptionKeys keys;

    public Verifications(Database eventStore, Archive archive, EncryptionKeys keys) {
        this.eventStore = eventStore;
        this.archive = archive;
        this.keys = keys;
    }

    /**
     * One that was done.
     *
     * @param unrecorded why it is not written down; empty if it is
     */
    public record Verified(Verdict verdict, String unrecorded) {}

    /**
     * @param name of a backup, or {@code latest}: of the database, or if that does not answer, of all
     * @param deep whether everything is decrypted and every event read
     * @param patience how long to wait for what is being done with backups
     * @throws Refused if something is still being done then, if there is no such backup, or if all is to be decrypted and a
     *     key is not here
     * @throws Stopped if whoever watches wanted an end
     */
    public Verified run(String name, boolean deep, Operator operator, Duration patience, Progress watcher)
            throws IOException {
        try (Recording recording = new Recording(eventStore, operator, patience, watcher)) {
            @Nullable String id = null;
            String wanted = Json.line(Map.of("deep", deep));
            try {
                Chosen chosen = Chosen.of(archive, name, lineage());
                id = chosen.id().toString();
                Verdict found = new Verification(archive, keys, deep, deep ? erased() : ErasedPersons.NONE, recording)
                        .run(chosen);
                Verdict verdict = name.equals(Chosen.LATEST) ? new LastMade(eventStore, archive).judge(found) : found;
                recording.complete(
                        verdict.isSound() ? Outcome.DONE : Outcome.FAILED,
                        id,
                        verdict.isSound()
                                ? verdict.sentence()
                                : verdict.problems().getFirst().message(),
                        Json.line(verdict));
                return new Verified(verdict, recording.unrecorded());
            } catch (Refused e) {
                boolean mistyped = id == null && !name.equals(Chosen.LATEST);
                recording.complete(
                        mistyped ? Outcome.CANCELLED : Outcome.FAILED, id, String.valueOf(e.getMessage()), wanted);
                throw e;
            } catch (IOException | RuntimeException e) {
                if (watcher.cancelled()) {
                    Stopped stopped = new Stopped(Outcome.CANCELLED, "The verification was given up.");
                    recording.complete(stopped.outcome(), id, String.valueOf(stopped.getMessage()), wanted);
                    throw stopped;
                }
                recording.complete(Outcome.FAILED, id, String.valueOf(e.getMessage()), wanted);
                throw e;
            }
        }
    }

    /**
     * Some of all that are kept.
     *
     * @param kept how many there are
     * @param left those that are due and were not looked at this time
     * @param gone those that are not kept any more, and need not be: they were damaged, or were deleted on purpose
     * @param missing those that were made, that nothing has deleted, and that are not in the bucket
     * @param refused why some could not be looked into
     */
    public record Rotated(
            int kept,
            int left,
            List<BackupId> gone,
            List<Problem> missing,
            List<Verified> verified,
            List<String> refused) {

        public Rotated {
            gone = List.copyOf(gone);
            missing = List.copyOf(missing);
            verified = List.copyOf(verified);
            refused = List.copyOf(refused);
        }
    }

    /**
     * Verifies so many of the backups that are kept, those first that nobody has looked at for the longest time. Each is
     * recorded by itself, so that what was verified is remembered however this ends.
     *
     * @param deleted whether what is missing was deleted on purpose, and is missed no longer
     * @throws Refused if something is still being done with backups after the patience, before any was looked at
     * @throws Stopped if whoever watches wanted an end
     */
    public Rotated runSome(
            int limit, boolean deep, boolean deleted, Operator operator, Duration patience, Progress watcher)
            throws IOException {
        Rotation rotation = rotation(limit, deep, deleted, operator, patience, watcher);
        List<Verified> verified = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (BackupId id : rotation.due().stream().limit(limit).toList()) {
            try {
                verified.add(run(id.toString(), deep, operator, patience, watcher));
            } catch (Refused e) {
                refused.add(String.valueOf(e.getMessage()));
            }
        }
        return new Rotated(
                rotation.kept(),
                Math.max(0, rotation.due().size() - limit),
                rotation.gone(),
                rotation.problems(archive.bucket().name()),
                verified,
                refused);
    }

    /** What is due. That nobody could look is recorded, too. */
    private Rotation rotation(
            int limit, boolean deep, boolean deleted, Operator operator, Duration patience, Progress watcher)
            throws IOException {
        try (Recording recording = new Recording(eventStore, operator, patience, watcher)) {
            try {
                Rotation rotation = Rotation.of(archive, eventStore, deep, deleted);
                record(recording, rotation, limit);
                return rotation;
            } catch (IOException | RuntimeException e) {
                if (watcher.cancelled()) {
                    Stopped stopped = new Stopped(Outcome.CANCELLED, "The verification was given up.");
                    recording.complete(stopped.outcome(), null, String.valueOf(stopped.getMessage()), "{}");
                    throw stopped;
                }
                recording.complete(
                        Outcome.FAILED, null, String.valueOf(e.getMessage()), Json.line(Map.of("deep", deep)));
                throw e;
            }
        }
    }

    private void record(Recording recording, Rotation rotation, int limit) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("deep", false);
        details.put("kept", rotation.kept());
        details.put("gone", rotation.gone());
        List<Problem> problems = rotation.problems(archive.bucket().name());
        if (!problems.isEmpty()) {
            details.put("problems", problems);
        }
        recording.complete(
                problems.isEmpty() ? Outcome.DONE : Outcome.FAILED,
                null,
                problems.isEmpty()
                        ? rotation.sentence(limit)
                        : problems.getLast().message(),
                Json.line(details));
    }

    /** Nobody, if the database does not answer: then copies of images of theirs are missed. */
    private ErasedPersons erased() {
        try (Connection owner = eventStore.workAsOwner()) {
            return ErasedPersons.of(owner);
        } catch (SQLException _) {
            return ErasedPersons.NONE;
        }
    }

    private @Nullable UUID lineage() {
        try (Connection connection = eventStore.read()) {
            return Rows.first(
                            connection,
                            "SELECT id FROM operations.lineage ORDER BY number DESC LIMIT 1",
                            row -> row.getObject(1, UUID.class))
                    .orElse(null);
        } catch (SQLException _) {
            return null;
        }
    }
}
