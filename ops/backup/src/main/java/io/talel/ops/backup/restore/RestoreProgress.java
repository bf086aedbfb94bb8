package io.talel.ops.backup.restore;

/** Hears how far a restore is. */
@FunctionalInterface
public interface RestoreProgress {

    /** @param doing what is counted, in a word: schemas, events, checks, claims, article-events */
    void at(long done, long total, String doing);

    /** Whether whoever hears this wants an end: the restore ends at the next step. */
    default boolean cancelled() {
        return false;
    }
}
