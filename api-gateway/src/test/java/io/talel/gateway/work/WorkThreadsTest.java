package io.talel.gateway.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class WorkThreadsTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void work_is_done_on_a_platform_thread() throws Exception {
        try (WorkThreads threads = new WorkThreads("paint", 1, 1, LONG)) {
            Thread thread = threads.inTurn(Thread::currentThread);
            assertThat(thread.isVirtual()).isFalse();
            assertThat(thread.getName()).isEqualTo("paint-0");
        }
    }

    @Test
    void what_the_work_throws_comes_out() {
        try (WorkThreads threads = new WorkThreads("paint", 1, 1, LONG)) {
            assertThatThrownBy(() -> threads.inTurn(() -> {
                        throw new IOException("no paint");
                    }))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .hasMessage("no paint");
        }
    }

    @Test
    void whoever_waits_too_long_for_a_turn_is_turned_away_and_whoever_has_one_is_not() throws Exception {
        try (WorkThreads threads = new WorkThreads("paint", 1, 1, Duration.ofMillis(50));
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first = clients.submit(() -> threads.inTurn(this::untilTold));
            begun.await();
            assertThatThrownBy(() -> threads.inTurn(() -> "second"))
                    .isInstanceOf(RejectedExecutionException.class)
                    .hasMessageContaining("paint");
            end.countDown();
            assertThat(first.get()).isEqualTo("done");
        }
    }

    @Test
    void nobody_waits_in_a_full_queue() throws Exception {
        try (WorkThreads threads = new WorkThreads("paint", 1, 1, LONG);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first = clients.submit(() -> threads.inTurn(this::untilTold));
            begun.await();
            Callable<String> other = () -> threads.inTurn(() -> "done too");
            List<Future<String>> others = List.of(clients.submit(other), clients.submit(other));
            await().until(() -> others.stream().anyMatch(Future::isDone));
            end.countDown();
            assertThat(first.get()).isEqualTo("done");
            await().until(() -> others.stream().allMatch(Future::isDone));
            assertThat(others)
                    .filteredOn(each -> each.state() == Future.State.SUCCESS)
                    .hasSize(1);
            assertThat(others)
                    .filteredOn(each -> each.state() == Future.State.FAILED)
                    .singleElement()
                    .satisfies(each -> assertThat(each.exceptionNow()).isInstanceOf(RejectedExecutionException.class));
        }
    }

    private String untilTold() throws InterruptedException {
        begun.countDown();
        end.await();
        return "done";
    }
}
