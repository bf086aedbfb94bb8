package io.talel.ops.console.backup.dump;

/**
 * What backup is wanted.
 *
 * @param full all events, even where an incremental one would do
 * @param allowPlaintext whether it may be written without a key
 * @param copyImages whether the objects of the image bucket are copied too
 */
public record BackupOrder(boolean full, boolean allowPlaintext, boolean copyImages) {}
