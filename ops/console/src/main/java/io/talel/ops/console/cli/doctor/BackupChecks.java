package io.talel.ops.console.cli.doctor;

import io.talel.ops.backup.bucket.BucketSettings;
import io.talel.ops.backup.bucket.S3;
import io.talel.ops.backup.drill.LeftoverDatabases;
import io.talel.ops.backup.keys.EncryptionKeys;
import io.talel.ops.backup.keys.SigningKeys;
import io.talel.ops.backup.outcome.Refused;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Checks whether backups can be made from this machine. */
final class BackupChecks {

    private static final String SIGNING = "BACKUP_SIGNING_KEY_FILE";
    private static final String ENCRYPTION = "BACKUP_KEY_FILE";

    static final List<Check> ALL = List.of(
            new Check("keys of backups", BackupChecks::keys),
            new Check("bucket of backups", BackupChecks::bucket),
            new Check("databases of drills", BackupChecks::drills));

    private BackupChecks() {}

    private static Finding keys(DoctorContext context) {
        Map<String, String> variables = context.settings().variables();
        String missing = missing(variables);
        if (!missing.isEmpty()) {
            return Finding.warning(
                    missing + " is not set: no backup is made from here.",
                    "docs/backup.md says how to make the keys; keep copies of them apart from this machine.");
        }
        try {
            SigningKeys.of(variables);
            EncryptionKeys.of(variables);
            return Finding.ok("both files can be read");
        } catch (Refused | IOException e) {
            return Finding.problem(
                    e.getMessage() + ".",
                    "Each line of the files is a key of 32 bytes in base64url; docs/backup.md says how they are made.");
        }
    }

    private static Finding bucket(DoctorContext context) {
        Map<String, String> variables = context.settings().variables();
        if (!missing(variables).isEmpty()) {
            return Finding.notLookedAt();
        }
        BucketSettings settings = BucketSettings.of(variables);
        try (S3 s3 = S3.at(settings)) {
            s3.backups().directories("");
            return Finding.ok(settings.backup() + " answers");
        } catch (IOException e) {
            return Finding.problem(
                    e.getMessage() + ".", "Check S3_ENDPOINT, S3_BACKUP_BUCKET, AWS_REGION and the AWS_... keys.");
        }
    }

    private static Finding drills(DoctorContext context) throws SQLException {
        List<String> left = LeftoverDatabases.on(context.stores().eventStore());
        return Finding.warning(
                        "Left over from drills that were killed: %s.",
                        "They hold all data, keys of personal data included: DROP DATABASE, or let the next drill do it.")
                .about(left, "none is left over");
    }

    private static String missing(Map<String, String> variables) {
        return List.of(SIGNING, ENCRYPTION).stream()
                .filter(variable -> variables.getOrDefault(variable, "").isBlank())
                .findFirst()
                .orElse("");
    }
}
