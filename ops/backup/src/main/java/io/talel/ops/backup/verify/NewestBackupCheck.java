package io.talel.ops.backup.verify;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.runs.Run;
import io.talel.ops.backup.runs.Runs;
import io.talel.ops.backup.runs.Task;
import io.talel.ops.backup.store.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Checks that the newest backup in the run log is in the bucket: a bucket that lost its newest backups looks intact by
 * itself.
 */
record NewestBackupCheck(Database eventStore, Archive archive) {

    /**
     * @return the verdict on the latest backup in the bucket, with the missing one as a problem; unchanged if the
     *     database does not answer
     */
    Verdict judge(Verdict latest) throws IOException {
        Optional<BackupId> last = last();
        if (last.isEmpty() || isThere(last.get())) {
            return latest;
        }
        return latest.and(new BackupProblem(
                last.get(),
                "it is the newest one in the run log, but not in bucket %s"
                        .formatted(archive.bucket().name()),
                true));
    }

    private Optional<BackupId> last() {
        try (Connection connection = eventStore.read()) {
            return Runs.lastDone(connection, Task.FULL, Task.INCREMENTAL)
                    .map(Run::backup)
                    .map(BackupId::new);
        } catch (SQLException _) {
            return Optional.empty();
        }
    }

    private boolean isThere(BackupId id) throws IOException {
        String manifest = Kind.FULL.directory(id) + Archive.MANIFEST;
        return archive.bucket().list(manifest).stream()
                .anyMatch(object -> object.key().equals(manifest));
    }
}
