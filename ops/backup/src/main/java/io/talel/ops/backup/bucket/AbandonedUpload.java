package io.talel.ops.backup.bucket;

/** An object of which parts were sent, and that was never completed. */
public record AbandonedUpload(String key, String id) {}
