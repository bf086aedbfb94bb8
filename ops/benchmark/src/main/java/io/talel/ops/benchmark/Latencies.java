package io.talel.ops.benchmark;

import java.util.Arrays;
import java.util.List;

/** How long each of many operations took. */
final class Latencies {

    static final Latencies NONE = new Latencies(List.of());

    private static final double NANOS = 1e6;

    private final long[] sorted;

    /** @param nanos of each operation, one array for each thread */
    Latencies(List<long[]> nanos) {
        sorted = nanos.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    }

    int count() {
        return sorted.length;
    }

    double p50() {
        return millis(0.5);
    }

    double p99() {
        return millis(0.99);
    }

    private double millis(double share) {
        return count() == 0 ? 0 : sorted[(int) Math.ceil(share * count()) - 1] / NANOS;
    }
}
