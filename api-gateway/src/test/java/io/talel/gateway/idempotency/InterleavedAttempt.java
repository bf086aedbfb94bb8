package io.talel.gateway.idempotency;

import io.talel.gateway.web.HttpRefusal;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One request on a thread of its own, which stops before it records and before it answers until it is let go on. */
final class InterleavedAttempt {

    /** How the attempt ends. */
    enum End {
        ANSWERED,
        /** The node is killed before it records. */
        KILLED_BEFORE,
        /** The node is killed between commit and answer. */
        KILLED_AFTER,
        /** The connection breaks before the commit. */
        LOST_BEFORE,
        /** The connection breaks, and the commit went through. */
        LOST_AFTER,
        /** The gateway refuses the request. */
        REFUSED
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final Semaphore goOn = new Semaphore(0);
    private final Semaphore stopped = new Semaphore(0);
    private final End end;
    private final Thread thread;
    private volatile @Nullable String answer;
    private volatile @Nullable Throwable unexpected;
    private volatile boolean over;

    InterleavedAttempt(End end, Things things, Function<Creation<String>, String> request) {
        this.end = end;
        Creation<String> plain = things.creation("thing");
        Creation<String> creation = Creation.ofOne(
                () -> plain.draw().getFirst(), number -> send(things, number), number -> plain.find(List.of(number)));
        thread = Thread.ofVirtual().start(() -> run(request, creation));
        await();
    }

    private void run(Function<Creation<String>, String> request, Creation<String> creation) {
        try {
            answer = request.apply(creation);
        } catch (Killed | HttpRefusal | IllegalStateException _) {
            // As the schedule has it.
        } catch (Throwable e) {
            unexpected = e;
        } finally {
            over = true;
            stopped.release();
        }
    }

    private String send(Things things, long number) {
        stop();
        switch (end) {
            case KILLED_BEFORE -> throw new Killed();
            case LOST_BEFORE -> throw new IllegalStateException("lost");
            case REFUSED -> throw HttpRefusal.unavailable();
            case ANSWERED, KILLED_AFTER, LOST_AFTER -> {}
        }
        String recorded = things.record(number, "thing");
        stop();
        return switch (end) {
            case KILLED_AFTER -> throw new Killed();
            case LOST_AFTER -> throw new IllegalStateException("lost");
            default -> recorded;
        };
    }

    private void stop() {
        stopped.release();
        goOn.acquireUninterruptibly();
    }

    /** Lets it go on to the next stop or its end. */
    void advance() {
        if (!over) {
            goOn.release();
            await();
        }
    }

    private void await() {
        stopped.acquireUninterruptibly();
    }

    boolean isOver() {
        return over;
    }

    @Nullable String answer() {
        return answer;
    }

    @Nullable Throwable unexpected() {
        return unexpected;
    }

    Thread thread() {
        return thread;
    }
}
