package io.talel.gateway.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FairWorkThreadsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int QUEUED = 10;

    private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private FairWorkThreads threads = new FairWorkThreads("paint", 1, QUEUED, LONG, waits::add);

    @AfterEach
    void stop() {
        end.countDown();
        clients.close();
        threads.close();
    }

    @Test
    void work_is_done_on_a_platform_thread() throws Exception {
        Thread thread = threads.inTurn(List.of("ada"), Thread::currentThread);
        assertThat(thread.isVirtual()).isFalse();
        assertThat(thread.getName()).isEqualTo("paint-0");
        assertThat(waits).hasSize(1);
    }

    @Test
    void what_the_work_throws_comes_out_and_the_next_has_its_turn() throws Exception {
        assertThatThrownBy(() -> threads.inTurn(List.of("ada"), () -> {
                    throw new IOException("no paint");
                }))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .hasMessage("no paint");
        assertThat(threads.<String>inTurn(List.of("ada"), () -> "done")).isEqualTo("done");
    }

    @Test
    void so_many_work_at_a_time() throws Exception {
        threads.close();
        threads = new FairWorkThreads("paint", 2, QUEUED, LONG, waits::add);
        occupy("ada");
        assertThat(threads.<String>inTurn(List.of("ada"), () -> "beside it")).isEqualTo("beside it");
    }

    @Test
    void the_first_of_one_party_comes_before_the_second_of_another() {
        occupy("someone");
        for (int i = 0; i < 5; i++) {
            enqueue("mallory " + i, "mallory");
        }
        enqueue("ada", "ada");
        end.countDown();
        await().until(() -> done.size() == 6);
        assertThat(done).containsExactly("mallory 0", "ada", "mallory 1", "mallory 2", "mallory 3", "mallory 4");
    }

    @Test
    void many_accounts_in_one_network_get_no_more_turns() {
        occupy("someone");
        for (int i = 0; i < 5; i++) {
            enqueue("mallory " + i, "account " + i, "small network " + i, "large network");
        }
        enqueue("ada", "ada", "her network");
        end.countDown();
        await().until(() -> done.size() == 6);
        assertThat(done.indexOf("ada")).isEqualTo(1);
    }

    @Test
    void a_party_that_has_had_a_turn_is_not_delayed() throws Exception {
        for (int i = 0; i < 20; i++) {
            threads.inTurn(List.of("ada"), () -> "done");
        }
        occupy("someone");
        enqueue("ada", "ada");
        enqueue("bob", "bob");
        end.countDown();
        await().until(() -> done.size() == 2);
        assertThat(done).containsExactly("ada", "bob");
    }

    @Test
    void in_a_full_queue_the_last_of_the_greediest_makes_room() throws Exception {
        occupy("someone");
        List<Future<?>> flood = new ArrayList<>();
        for (int i = 0; i < QUEUED; i++) {
            flood.add(enqueue("mallory " + i, "mallory"));
        }
        assertThatThrownBy(() -> threads.inTurn(List.of("mallory"), () -> "one more"))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("paint");

        Future<?> ada = enqueue("ada", "ada");

        await().until(() -> flood.getLast().isDone());
        assertThat(flood.getLast().exceptionNow()).isInstanceOf(RejectedExecutionException.class);
        end.countDown();
        ada.get();
        await().until(() -> done.size() == QUEUED);
        assertThat(done).doesNotContain("mallory " + (QUEUED - 1));
        assertThat(done.indexOf("ada")).isEqualTo(1);
    }

    @Test
    void a_turn_that_waits_too_long_is_refused_and_leaves_the_queue() {
        threads.close();
        threads = new FairWorkThreads("paint", 1, QUEUED, Duration.ofSeconds(1), waits::add);
        occupy("someone");
        assertThatThrownBy(() -> threads.inTurn(List.of("ada"), () -> "done"))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("within");
        assertThat(threads.waiting()).isZero();
    }

    /** Occupies the only thread until the test ends it. */
    private void occupy(String party) {
        CountDownLatch begun = new CountDownLatch(1);
        clients.submit(() -> threads.inTurn(List.of(party), () -> {
            begun.countDown();
            end.await();
            return "";
        }));
        await().until(() -> begun.getCount() == 0);
    }

    /** Returns once the turn waits. */
    private Future<?> enqueue(String name, String... parties) {
        CountDownLatch asked = new CountDownLatch(1);
        int before = threads.waiting();
        Future<?> turn = clients.submit(() -> {
            asked.countDown();
            return threads.inTurn(List.of(parties), () -> done.add(name));
        });
        await().pollInterval(Duration.ofMillis(2))
                .until(() -> threads.waiting() == Math.min(before + 1, QUEUED) && asked.getCount() == 0);
        return turn;
    }
}
