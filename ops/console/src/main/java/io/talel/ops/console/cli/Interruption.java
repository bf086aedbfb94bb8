package io.talel.ops.console.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Turns Ctrl-C into an orderly end: asks the operation to stop, again and again until this is closed. */
public final class Interruption implements AutoCloseable {

    private static final Duration AGAIN = Duration.ofMillis(500);

    /** Longest wait after Ctrl-C. The next run cleans up what is left then. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean asked;

    private Interruption(Runnable ask) {
        hook = new Thread(() -> askUntilEnded(ask), "interruption");
    }

    /** @param ask may be called several times, and may fail as long as there is nothing to stop */
    static Interruption calling(Runnable ask) {
        Interruption interruption = new Interruption(ask);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Interrupts this thread; the thread closes this when it has finished. */
    public static Interruption ofThisThread() {
        return calling(Thread.currentThread()::interrupt);
    }

    /** Whether Ctrl-C was pressed. */
    public boolean asked() {
        return asked;
    }

    private void askUntilEnded(Runnable ask) {
        asked = true;
        try {
            for (long waited = 0; waited < PATIENCE.toMillis(); waited += AGAIN.toMillis()) {
                ask.run();
                if (ended.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The hook is running and sees that the operation has ended.
        }
    }
}
