package io.talel.ops.benchmark;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Repeats an operation on several threads, as fast as it goes, until the time is over. */
final class Load {

    private static final double NOTICEABLY = 1.03;

    private final int threads;
    private final Supplier<CpuTime> cpu;

    Load(int threads, Supplier<CpuTime> cpu) {
        this.threads = threads;
        this.cpu = cpu;
    }

    /**
     * Runs rounds until two in a row are no faster than the best before them: by then the compiler has seen what matters.
     *
     * @param most rounds, however much faster they still become
     */
    void warmUp(Duration round, int most, Callable<? extends Operation> operation) throws Exception {
        double best = 0;
        int slower = 0;
        for (int i = 0; i < most && slower < 2; i++) {
            double reached = run(round, operation).perSecond();
            slower = reached > best * NOTICEABLY ? 0 : slower + 1;
            best = Math.max(best, reached);
        }
    }

    /** @param operation called once a thread, to open its connection; that is not measured */
    Round run(Duration time, Callable<? extends Operation> operation) throws Exception {
        List<Operation> operations = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                operations.add(operation.call());
            }
            CpuTime before = cpu.get();
            long start = System.nanoTime();
            long end = start + time.toNanos();
            List<Future<Long>> counts = operations.stream()
                    .map(each -> pool.submit(() -> repeat(each, end)))
                    .toList();
            long done = 0;
            for (Future<Long> count : counts) {
                done += count.get();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Round(done, seconds, cpu.get().since(before));
        } catch (ExecutionException e) {
            throw new IllegalStateException("an operation failed, so there is nothing to measure", e.getCause());
        } finally {
            for (Operation each : operations) {
                each.close();
            }
        }
    }

    private static long repeat(Operation operation, long end) throws IOException, SQLException {
        long count = 0;
        while (System.nanoTime() < end) {
            operation.run();
            count++;
        }
        return count;
    }
}
