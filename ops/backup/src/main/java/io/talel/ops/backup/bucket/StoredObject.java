package io.talel.ops.backup.bucket;

import java.time.Instant;

/**
 * An object of a bucket.
 *
 * @param size in bytes
 */
public record StoredObject(String key, long size, String etag, Instant modified) {}
