package io.talel.ops.backup.archive;

import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.EventRange;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.format.Manifest.Encryption;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a directory of the bucket turns out to be. */
public sealed interface Entry {

    BackupId id();

    /** Where it lies in the bucket, with a slash at the end. */
    String directory();

    /**
     * A backup whose manifest is what was signed: the little that is needed of it where there are thousands.
     *
     * @param parent what an incremental backup continues
     * @param events how many it holds
     * @param position of the newest event; 0 for keys
     * @param size of its objects, in bytes
     * @param keyId of the key that it is encrypted under; null if it is not
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
            @Nullable String keyId)
            implements Entry {

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
                    encryption == null ? null : encryption.keyId());
        }

        @Override
        public String directory() {
            return kind.prefix() + id + "/";
        }
    }

    /** Begun, and without a manifest: it is being made, or never was completed. */
    record Unfinished(BackupId id, String directory) implements Entry {}

    /**
     * Its manifest is not what was signed.
     *
     * @param why in a sentence that names it
     */
    record Broken(BackupId id, String directory, String why) implements Entry {}
}
