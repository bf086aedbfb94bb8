package io.talel.ops.backup.restore;

import io.talel.ops.backup.format.Manifest;

/**
 * Rows that were copied into the target, of one chunk.
 *
 * @param object the chunk that they are of
 * @param sha256 of the rows, as they were when they were dumped
 */
record Copied(Manifest backup, String object, long rows, String sha256) {}
