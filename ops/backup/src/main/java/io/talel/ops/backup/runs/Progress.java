package io.talel.ops.backup.runs;

import java.io.IOException;
import java.io.InterruptedIOException;

/** Takes the progress of a long operation, and can cancel it. */
@FunctionalInterface
public interface Progress {

    /**
     * @param done of {@code total}
     * @param doing what is counted, one word in the plural: places of the log count as events
     * @throws IOException if the operation is cancelled
     */
    void at(long done, long total, String doing) throws IOException;

    /** Whether the operation is cancelled; its thread has been interrupted, too. */
    default boolean cancelled() {
        return false;
    }

    /** @throws InterruptedIOException if the operation is cancelled */
    default void goOn() throws InterruptedIOException {
        if (cancelled()) {
            throw new InterruptedIOException("the run was cancelled");
        }
    }

    /** Adds the check for cancellation to every report of progress, for work that does not check itself. */
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
