package io.talel.ops.backup.restore.copy;

import io.talel.ops.backup.format.Manifest;

/**
 * Rows of one chunk that were copied into the target.
 *
 * @param object the chunk
 * @param sha256 of the rows as dumped
 */
public record Copied(Manifest backup, String object, long rows, String sha256) {}
