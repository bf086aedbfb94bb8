package io.talel.ops.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** Repeats an operation on several threads until the time is over. */
final class Load {

    private final int threads;
    private final Supplier<CpuTime> cpu;
    private final Callable<? extends Operation> opening;

    /** @param opening opens the connection of a thread, once per round; not measured */
    Load(int threads, Supplier<CpuTime> cpu, Callable<? extends Operation> opening) {
        this.threads = threads;
        this.cpu = cpu;
        this.opening = opening;
    }

    /** Runs rounds until the code is compiled. */
    void warmUp(Duration round) throws Exception {
        WarmUp warmUp = new WarmUp();
        do {
            warmUp.add(run(round));
        } while (!warmUp.isOver());
    }

    /** As fast as it goes. */
    Round run(Duration time) throws Exception {
        return run(time, System::nanoTime);
    }

    /**
     * At fixed times, whether or not the operation before has ended. Latencies count from these times, so that a server that
     * falls behind shows it.
     */
    Round run(Duration time, double perSecond) throws Exception {
        AtomicLong next = new AtomicLong(System.nanoTime());
        long interval = (long) (1e9 / perSecond);
        return run(time, () -> next.getAndAdd(interval));
    }

    private Round run(Duration time, LongSupplier moments) throws Exception {
        List<Operation> operations = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                operations.add(opening.call());
            }
            CpuTime before = cpu.get();
            long start = System.nanoTime();
            long end = start + time.toNanos();
            List<Future<long[]>> running = operations.stream()
                    .map(each -> pool.submit(() -> repeat(each, moments, end)))
                    .toList();
            List<long[]> nanos = new ArrayList<>();
            for (Future<long[]> each : running) {
                nanos.add(each.get());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Round(new Latencies(nanos), seconds, cpu.get().since(before));
        } catch (ExecutionException e) {
            throw new IllegalStateException("an operation failed, so there is nothing to measure", e.getCause());
        } finally {
            for (Operation each : operations) {
                each.close();
            }
        }
    }

    private static long[] repeat(Operation operation, LongSupplier moments, long end) throws IOException {
        LongStream.Builder nanos = LongStream.builder();
        for (long due = moments.getAsLong(); due < end; due = moments.getAsLong()) {
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            operation.run();
            nanos.add(System.nanoTime() - due);
        }
        return nanos.build().toArray();
    }
}
