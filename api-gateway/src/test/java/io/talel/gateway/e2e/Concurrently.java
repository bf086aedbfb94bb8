package io.talel.gateway.e2e;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Runs the same thing several times at once. */
final class Concurrently {

    private Concurrently() {}

    /** @param action what the runner of this number, from 0, does once all are ready */
    static <T> List<T> run(int runners, IntFunction<T> action) throws InterruptedException {
        CyclicBarrier start = new CyclicBarrier(runners);
        List<Callable<T>> tasks = IntStream.range(0, runners)
                .<Callable<T>>mapToObj(runner -> () -> {
                    start.await();
                    return action.apply(runner);
                })
                .toList();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            return executor.invokeAll(tasks).stream().map(Concurrently::result).toList();
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
