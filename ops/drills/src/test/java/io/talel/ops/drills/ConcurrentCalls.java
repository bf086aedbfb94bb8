package io.talel.ops.drills;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many callers that start at the same time. */
final class ConcurrentCalls {

    private ConcurrentCalls() {}

    /** @return results of the callers, which are numbered from 0 */
    static <T> List<T> run(int callers, IntFunction<T> call) {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> results = IntStream.range(0, callers)
                    .mapToObj(caller -> threads.submit(() -> {
                        start.await();
                        return call.apply(caller);
                    }))
                    .toList();
            start.countDown();
            return results.stream().map(ConcurrentCalls::get).toList();
        }
    }

    private static <T> T get(Future<T> result) {
        try {
            return result.get();
        } catch (Exception e) {
            throw new IllegalStateException("a caller failed", e);
        }
    }
}
