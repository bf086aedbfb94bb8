package io.talel.ops.backup.archive;

import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.outcome.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds, {@code holds/<id>}: a backup on hold is kept, with everything it builds on, until it is released. */
public record Holds(Bucket bucket) {

    private static final String PREFIX = "holds/";

    /** Content of a hold, for people who look into the bucket. */
    private record Mark(String by, Instant at, String reason) {}

    public Set<BackupId> all() throws IOException {
        return ids(bucket, PREFIX);
    }

    /** Backups that name the objects below a prefix. */
    static Set<BackupId> ids(Bucket bucket, String prefix) throws IOException {
        return bucket.list(prefix).stream()
                .map(StoredObject::key)
                .map(key -> key.substring(prefix.length()))
                .filter(BackupId::isOne)
                .map(BackupId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    public boolean has(BackupId backup) throws IOException {
        return bucket.holds(PREFIX + backup);
    }

    public void add(BackupId backup, String by, Instant at, String reason) throws IOException {
        bucket.create(PREFIX + backup, Json.line(new Mark(by, at, reason)).getBytes(StandardCharsets.UTF_8));
    }

    public void remove(BackupId backup) throws IOException {
        bucket.delete(PREFIX + backup);
    }
}
