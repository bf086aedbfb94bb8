package io.talel.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandLocksTest {

    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final Duration BOUND = Duration.ofMillis(500);
    private static final Duration TURN = Duration.ofMillis(100);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @Test
    void one_holds_a_name_at_a_time_and_nothing_is_left_behind() throws Exception {
        CommandLocks locks = new CommandLocks(PATIENT, 1_000);
        List<AtomicInteger> holders =
                Stream.generate(AtomicInteger::new).limit(3).toList();

        List<Future<Integer>> most = IntStream.range(0, 60)
                .mapToObj(caller -> threads.submit(() -> {
                    Lock lock = locks.obtainLock("name " + caller % 3);
                    int present = holders.get(caller % 3).incrementAndGet();
                    hold(Duration.ofMillis(1));
                    holders.get(caller % 3).decrementAndGet();
                    lock.release();
                    return present;
                }))
                .toList();

        for (Future<Integer> each : most) {
            assertThat(each.get()).isEqualTo(1);
        }
        assertThat(locks.size()).isZero();
    }

    @Test
    void who_comes_first_is_served_first() {
        CommandLocks locks = new CommandLocks(PATIENT, 1_000);
        Lock held = locks.obtainLock("name");
        List<Integer> served = Collections.synchronizedList(new ArrayList<>());
        for (int each = 0; each < 20; each++) {
            int number = each;
            Thread thread = Thread.startVirtualThread(() -> {
                Lock lock = locks.obtainLock("name");
                served.add(number);
                lock.release();
            });
            await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        }

        held.release();

        await().until(() -> served.size() == 20);
        assertThat(served).isSorted();
    }

    @Test
    void the_bound_holds_for_the_whole_wait_however_often_the_lock_changes_hands() throws Exception {
        CommandLocks locks = new CommandLocks(BOUND, 1_000);
        Queue<Long> asked = new ConcurrentLinkedQueue<>();
        List<Future<Boolean>> turns = IntStream.range(0, 30)
                .mapToObj(_ -> threads.submit(() -> {
                    asked.add(System.nanoTime());
                    return hasTurn(locks, TURN);
                }))
                .toList();

        int served = 0;
        for (Future<Boolean> turn : turns) {
            served += turn.get() ? 1 : 0;
        }
        // On a busy machine some ask later than others, and wait as long from then on.
        Duration apart = Duration.ofNanos(Collections.max(asked) - Collections.min(asked));
        assertThat((long) served).isBetween(1L, 1 + BOUND.plus(apart).dividedBy(TURN));
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
    void who_is_interrupted_leaves_the_queue() throws Exception {
        CommandLocks locks = new CommandLocks(PATIENT, 1_000);
        Lock held = locks.obtainLock("name");
        Future<Boolean> interrupted = threads.submit(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> locks.obtainLock("name"))
                    .isInstanceOf(LockAcquisitionFailedException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
            return Thread.interrupted();
        });

        assertThat(interrupted.get()).isTrue();
        held.release();
        assertThat(locks.size()).isZero();
    }

    /** Whether somebody has a turn, which then takes a time. */
    private static boolean hasTurn(CommandLocks locks, Duration length) throws InterruptedException {
        try {
            Lock lock = locks.obtainLock("name");
            hold(length);
            lock.release();
            return true;
        } catch (LockAcquisitionFailedException _) {
            return false;
        }
    }

    private static void hold(Duration length) throws InterruptedException {
        new CountDownLatch(1).await(length.toMillis(), TimeUnit.MILLISECONDS);
    }
}
