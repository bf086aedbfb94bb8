package io.talel.ops.console.backup.bucket;

import java.time.Instant;

/**
 * An object of a bucket.
 *
 * @param size in bytes
 */
public record StoredObject(String key, long size, String etag, Instant modified) {}
