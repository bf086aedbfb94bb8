package io.talel.ops.backup.dump;

import java.io.IOException;

/** Hears how far a dump is, and may want it to end. */
@FunctionalInterface
public interface Progress {

    /**
     * @param done of {@code total}
     * @param doing what is dumped and counted, one word in the plural: places of the log that may be events
     */
    void at(long done, long total, String doing) throws IOException;

    /** Whether whoever hears this wants an end; the thread that dumps has been interrupted then, too. */
    default boolean cancelled() {
        return false;
    }
}
