package io.talel.ops.backup.archive;

import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.EventRange;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.format.Manifest.Encryption;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a backup directory in the bucket holds. */
public sealed interface BackupEntry {

    BackupId id();

    /** Its prefix in the bucket, with a slash at the end. */
    String directory();

    /**
     * A backup with a valid manifest. Keeps only what lists need, since there may be thousands.
     *
     * @param parent the backup that an incremental one continues
     * @param events number of events
     * @param position of the newest event; 0 for keys
     * @param size of its objects, in bytes
     * @param cluster null if unknown
     * @param keyId key that encrypts it; null if it is not encrypted
     */
    record Complete(
            BackupId id,
            Kind kind,
            @Nullable BackupId parent,
            UUID lineage,
            Instant snapshotAt,
            long events,
            long position,
            long size,
            Manifest.@Nullable Cluster cluster,
            @Nullable String keyId)
            implements BackupEntry {

        public static Complete of(Manifest manifest) {
            Manifest.Parent parent = manifest.parent();
            EventRange events = manifest.events();
            Encryption encryption = manifest.encryption();
            return new Complete(
                    manifest.id(),
                    manifest.kind(),
                    parent == null ? null : parent.id(),
                    manifest.lineage(),
                    manifest.snapshotAt(),
                    events == null ? 0 : events.events(),
                    events == null ? 0 : events.to(),
                    manifest.size(),
                    manifest.cluster(),
                    encryption == null ? null : encryption.keyId());
        }

        @Override
        public String directory() {
            return kind.directory(id);
        }
    }

    /** A backup without a manifest: it is being made, or was never completed. */
    record Unfinished(BackupId id, String directory) implements BackupEntry {}

    /**
     * A backup with an invalid manifest.
     *
     * @param why sentence that names the backup
     */
    record Broken(BackupId id, String directory, String why) implements BackupEntry {}
}
