package io.talel.ops.backup.runs;

import java.io.IOException;
import java.io.InterruptedIOException;

/** Hears how far something long is, and may want it to end. */
@FunctionalInterface
public interface Progress {

    /**
     * @param done of {@code total}
     * @param doing what is counted, one word in the plural: places of the log that may be events
     * @throws IOException if it is to end
     */
    void at(long done, long total, String doing) throws IOException;

    /** Whether an end is wanted; the thread that works has been interrupted then, too. */
    default boolean cancelled() {
        return false;
    }

    /** @throws InterruptedIOException if an end is wanted */
    default void goOn() throws InterruptedIOException {
        if (cancelled()) {
            throw new InterruptedIOException("somebody wants an end");
        }
    }

    /** The same, for work that looks at nothing else to see whether it is to end. */
    default Progress ending() {
        Progress watcher = this;
        return new Progress() {
            @Override
            public void at(long done, long total, String doing) throws IOException {
                watcher.goOn();
                watcher.at(done, total, doing);
            }

            @Override
            public boolean cancelled() {
                return watcher.cancelled();
            }
        };
    }
}
