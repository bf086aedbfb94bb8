package io.talel.ops.console.backup.dump;

/** Hears how far a dump is. */
@FunctionalInterface
public interface Progress {

    /**
     * @param done of {@code total} places of the log
     * @param doing what, in a word or two
     */
    void at(long done, long total, String doing);
}
