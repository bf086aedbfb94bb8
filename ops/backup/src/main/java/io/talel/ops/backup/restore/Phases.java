package io.talel.ops.backup.restore;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Durations of a restore's phases. */
final class Phases {

    private static final double NANOS = 1e9;

    /** @param bytes before compression */
    record Phase(
            String name,
            double seconds,
            @Nullable Long rows,
            @Nullable Long bytes,
            @Nullable Double rowsPerSecond) {}

    private final List<Phase> ended = new ArrayList<>();
    private final long start = System.nanoTime();
    private long begun = start;

    void ended(String name) {
        ended(name, null, null);
    }

    void ended(String name, @Nullable Long rows, @Nullable Long bytes) {
        long now = System.nanoTime();
        double seconds = (now - begun) / NANOS;
        begun = now;
        ended.add(new Phase(name, seconds, rows, bytes, rows == null ? null : rows / Math.max(seconds, 1e-3)));
    }

    List<Phase> list() {
        return List.copyOf(ended);
    }

    /** Seconds since the start. */
    double total() {
        return (System.nanoTime() - start) / NANOS;
    }
}
