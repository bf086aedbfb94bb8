package io.talel.ops.backup.bucket;

/** A multipart upload that was started and never completed. */
public record AbandonedUpload(String key, String id) {}
