package io.talel.ops.backup.retention;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.archive.BackupEntry;
import io.talel.ops.backup.bucket.Listing;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.outcome.Stopped;
import io.talel.ops.backup.persons.ErasedPersons;
import io.talel.ops.backup.runs.Request;
import io.talel.ops.backup.runs.RunRecorder;
import io.talel.ops.backup.runs.Task;
import io.talel.ops.backup.store.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;

/** Deletes backups that are no longer needed, while no other run with backups is active. */
public record BackupExpiry(Database eventStore, Archive archive, RetentionPolicy policy, Clock clock) {

    /** What would be deleted now. */
    public ExpiryPlan look() throws SQLException, IOException {
        return ExpiryPlan.of(archive, policy, clock.instant()).withCopies(eachErasedCopy(_ -> {}));
    }

    @FunctionalInterface
    private interface CopyConsumer {
        void copy(String key) throws IOException;
    }

    /**
     * Finds the copies of erased persons' images, by one listing.
     *
     * @return number of copies found
     */
    private long eachErasedCopy(CopyConsumer found) throws SQLException, IOException {
        ErasedPersons erased;
        try (Connection owner = eventStore.workAsOwner()) {
            erased = ErasedPersons.of(owner);
        }
        if (erased.isEmpty()) {
            return 0;
        }
        long copies = 0;
        Listing listing = archive.bucket().listing(Archive.COPIES);
        for (StoredObject next = listing.next(); next != null; next = listing.next()) {
            if (erased.had(next.key().substring(Archive.COPIES.length()))) {
                found.copy(next.key());
                copies++;
            }
        }
        return copies;
    }

    /**
     * @param reason for the operator log; empty to write no entry, as for scheduled runs
     * @return what was deleted
     * @throws Refused if another run with backups is active
     * @throws Stopped if the run was cancelled; every backup deleted so far is deleted completely
     */
    public ExpiryPlan run(String reason, Request request) throws SQLException, IOException {
        return RunRecorder.of(eventStore, Task.EXPIRE, Map.of(), request, false, run -> {
            run.enter(request.operator(), "backup expire", reason);
            ExpiryPlan due = ExpiryPlan.of(archive, policy, clock.instant());
            run.intends(details(due, reason));
            ExpiryPlan went = due.carryOut(archive.bucket(), run);
            ExpiryPlan expiry = went.withCopies(eachErasedCopy(key -> {
                archive.bucket().delete(key);
                run.goOn();
            }));
            run.complete(Outcome.DONE, null, expiry.sentence(), details(expiry, reason));
            return expiry;
        });
    }

    private static Map<String, Object> details(ExpiryPlan expiry, String reason) {
        return Map.of(
                "backups",
                expiry.backups().stream().map(BackupEntry.Complete::id).toList(),
                "reason",
                reason);
    }
}
