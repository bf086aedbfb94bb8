package io.talel.ops.localstack.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for another process that sends no signal. */
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

    /** As {@link #reached}, for waits of an orderly end: an interrupt is restored afterwards. */
    static boolean reachedInAnyCase(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return reached(Duration.ofNanos(deadline - System.nanoTime()), condition);
                } catch (Interrupted e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
