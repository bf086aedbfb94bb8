package io.talel.ops.backup;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.bucket.BucketSettings;
import io.talel.ops.backup.bucket.S3;
import io.talel.ops.backup.dump.Backups;
import io.talel.ops.backup.keys.EncryptionKeys;
import io.talel.ops.backup.keys.SigningKeys;
import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.retention.BackupExpiry;
import io.talel.ops.backup.retention.RetentionPolicy;
import io.talel.ops.backup.runs.Runs;
import io.talel.ops.backup.runs.Task;
import io.talel.ops.backup.store.Settings;
import io.talel.ops.backup.verify.Verifications;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;

/** What the commands for backups work with, built from the environment's variables. */
public record BackupContext(Settings settings, S3 s3, Archive archive, EncryptionKeys keys) implements AutoCloseable {

    public static BackupContext of(Settings settings) throws IOException {
        Map<String, String> variables = settings.variables();
        SigningKeys signing = SigningKeys.of(variables);
        EncryptionKeys keys = EncryptionKeys.of(variables);
        S3 s3 = S3.at(BucketSettings.of(variables));
        return new BackupContext(settings, s3, new Archive(s3.backups(), signing), keys);
    }

    /** Like {@link #of(Settings)}, but records a failure to start as a failed run of the task. */
    public static BackupContext of(Settings settings, Task task, Operator operator) throws IOException {
        try {
            if (task == Task.EXPIRE) {
                RetentionPolicy.of(settings.variables());
            }
            return of(settings);
        } catch (IOException | RuntimeException e) {
            Runs.failed(settings.eventStore(), task, operator, e);
            throw e;
        }
    }

    public Backups backups() {
        return new Backups(settings.eventStore(), s3, archive, keys, Version.CURRENT);
    }

    public Verifications verifications() {
        return new Verifications(settings.eventStore(), archive, keys);
    }

    public BackupExpiry expiry(Clock clock) {
        return new BackupExpiry(settings.eventStore(), archive, RetentionPolicy.of(settings.variables()), clock);
    }

    @Override
    public void close() {
        s3.close();
    }
}
