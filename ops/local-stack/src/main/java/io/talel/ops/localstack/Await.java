package io.talel.ops.localstack;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another process does, of which no signal comes. */
final class Await {

    private static final Duration INTERVAL = Duration.ofMillis(10);

    private Await() {}

    /** Whether the condition came true within the limit. */
    static boolean reached(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            try {
                Thread.sleep(INTERVAL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for a server", e);
            }
        }
        return true;
    }
}
