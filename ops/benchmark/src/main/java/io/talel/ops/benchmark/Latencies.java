package io.talel.ops.benchmark;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How long each of many operations took. */
final class Latencies {

    private static final double NANOS = 1e6;

    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();

    /** The same operation, looked at with a clock. */
    Operation of(Operation operation) {
        return new Operation() {

            @Override
            public void run() throws IOException, SQLException {
                long start = System.nanoTime();
                operation.run();
                nanos.add(System.nanoTime() - start);
            }

            @Override
            public void close() throws IOException {
                operation.close();
            }
        };
    }

    /**
     * What this share of them did not exceed, in milliseconds.
     *
     * @param share from 0 to 1
     */
    double millis(double share) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[(int) Math.ceil(share * sorted.length) - 1] / NANOS;
    }
}
