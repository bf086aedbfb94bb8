package io.talel.ops.console.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Makes of Ctrl-C an orderly end: asks for it until what runs has ended, which must be closed then. */
public final class Interruption implements AutoCloseable {

    private static final Duration AGAIN = Duration.ofMillis(500);

    /** Longer than that no terminal is kept waiting; what is left then is cleared up by whoever comes next. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean asked;

    private Interruption(Runnable ask) {
        hook = new Thread(() -> askUntilEnded(ask), "interruption");
    }

    /** @param ask may be called several times, and fail as long as there is nothing to end */
    static Interruption calling(Runnable ask) {
        Interruption interruption = new Interruption(ask);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Interrupts this thread, which has ended what it did when it closes this. */
    public static Interruption ofThisThread() {
        return calling(Thread.currentThread()::interrupt);
    }

    /** Whether somebody wants an end. */
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
            // The hook is running: it sees that this has ended.
        }
    }
}
