package io.talel.ops.benchmark;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * An operation that is due at fixed moments instead of as soon as the one before is done: a server that falls behind
 * gets no mercy.
 */
final class Paced implements Operation {

    private final Operation operation;
    private final Schedule schedule;

    Paced(Operation operation, Schedule schedule) {
        this.operation = operation;
        this.schedule = schedule;
    }

    @Override
    public void run() throws IOException, SQLException {
        schedule.awaitNext();
        operation.run();
    }

    @Override
    public void close() throws IOException {
        operation.close();
    }

    /** The moments, shared by all threads of a load. */
    static final class Schedule {

        private final long intervalNanos;
        private final long start = System.nanoTime();
        private final AtomicLong next = new AtomicLong();

        Schedule(int perSecond) {
            intervalNanos = 1_000_000_000L / perSecond;
        }

        void awaitNext() {
            long due = start + next.getAndIncrement() * intervalNanos;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }
}
