package io.talel.ops.localstack.serve;

import io.talel.ops.localstack.process.Interrupted;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A command of the launcher; its exit code is 0 for success, 1 for failure, 4 for a refusal. */
interface LauncherCommand {

    int DONE = 0;
    int FAILED = 1;
    int REFUSED = 4;

    int run() throws InterruptedException;

    /** Runs the command and exits. A signal (Ctrl-C) interrupts it, waits until it has cleaned up, and exits with its code. */
    static void execute(LauncherCommand command) {
        CountDownLatch cleanedUp = new CountDownLatch(1);
        AtomicInteger exit = new AtomicInteger(FAILED);
        Thread running = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            running.interrupt();
            await(cleanedUp);
            Runtime.getRuntime().halt(exit.get());
        }));
        try {
            exit.set(exitOf(command));
        } finally {
            cleanedUp.countDown();
        }
        System.exit(exit.get());
    }

    private static int exitOf(LauncherCommand command) {
        try {
            return command.run();
        } catch (StartRefused e) {
            System.err.println(e.getMessage());
            return REFUSED;
        } catch (InterruptedException | Interrupted e) {
            return FAILED;
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            return FAILED;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
