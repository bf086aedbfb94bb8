package io.talel.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandLocksTest {

    private static final Duration PATIENT = Duration.ofMinutes(1);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @Test
    void one_holds_a_name_at_a_time_and_nothing_is_left_behind() throws Exception {
        CommandLocks locks = new CommandLocks(PATIENT, 1_000);
        AtomicInteger holders = new AtomicInteger();
        int[] turns = new int[3];

        List<Future<Boolean>> alone = IntStream.range(0, 900)
                .mapToObj(caller -> threads.submit(() -> {
                    Lock lock = locks.obtainLock("name " + caller % 3);
                    boolean isAlone = holders.incrementAndGet() <= 3 && lock.isHeld();
                    turns[caller % 3]++;
                    holders.decrementAndGet();
                    lock.release();
                    return isAlone;
                }))
                .toList();

        for (Future<Boolean> each : alone) {
            assertThat(each.get()).isTrue();
        }
        assertThat(turns).containsOnly(300);
        assertThat(locks.size()).isZero();
    }

    @Test
    void the_bound_holds_for_the_whole_wait_however_often_the_lock_changes_hands() throws Exception {
        CommandLocks locks = new CommandLocks(Duration.ofMillis(300), 1_000);
        List<Future<Duration>> waits = IntStream.range(0, 12)
                .mapToObj(_ -> threads.submit(() -> waited(locks, Duration.ofMillis(100))))
                .toList();

        for (Future<Duration> wait : waits) {
            assertThat(wait.get()).isLessThan(Duration.ofMillis(1_000));
        }
        assertThat(locks.size()).isZero();
    }

    @Test
    void a_holder_may_ask_again() {
        CommandLocks locks = new CommandLocks(PATIENT, 1);
        Lock first = locks.obtainLock("name");
        Lock second = locks.obtainLock("name");

        second.release();
        assertThat(first.isHeld()).isTrue();
        first.release();
        assertThat(first.isHeld()).isFalse();
        assertThat(locks.size()).isZero();
    }

    @Test
    void a_queue_that_is_full_takes_nobody() {
        CommandLocks locks = new CommandLocks(PATIENT, 0);
        Lock held = locks.obtainLock("name");

        assertThatThrownBy(threads.submit(() -> locks.obtainLock("name"))::get)
                .hasRootCauseInstanceOf(LockAcquisitionFailedException.class)
                .hasRootCauseMessage("Too many wait for name");
        locks.obtainLock("another").release();
        held.release();
        assertThat(locks.size()).isZero();
    }

    @Test
    void who_is_interrupted_leaves_the_queue() {
        CommandLocks locks = new CommandLocks(PATIENT, 1_000);
        Lock held = locks.obtainLock("name");
        Future<?> waiting = threads.submit(() -> {
            Thread.currentThread().interrupt();
            locks.obtainLock("name");
        });

        assertThatThrownBy(waiting::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(LockAcquisitionFailedException.class);
        held.release();
        assertThat(locks.size()).isZero();
    }

    /** How long somebody waits who then holds the lock for a time. */
    private static Duration waited(CommandLocks locks, Duration hold) throws InterruptedException {
        long asked = System.nanoTime();
        try {
            Lock lock = locks.obtainLock("name");
            Duration waited = Duration.ofNanos(System.nanoTime() - asked);
            new CountDownLatch(1).await(hold.toMillis(), TimeUnit.MILLISECONDS);
            lock.release();
            return waited;
        } catch (LockAcquisitionFailedException _) {
            return Duration.ofNanos(System.nanoTime() - asked);
        }
    }
}
