package io.talel.ops.localstack.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another process does, of which no signal comes. */
public final class Await {

    private static final Duration INTERVAL = Duration.ofMillis(10);

    private Await() {}

    /**
     * Whether the condition came true within the limit.
     *
     * @throws Interrupted when the thread is interrupted meanwhile
     */
    public static boolean reached(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            try {
                Thread.sleep(INTERVAL);
            } catch (InterruptedException e) {
                throw new Interrupted(e);
            }
        }
        return true;
    }
}
