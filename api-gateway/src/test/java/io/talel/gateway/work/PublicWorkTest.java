package io.talel.gateway.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.pool.TestPeers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublicWorkTest {

    private final PublicWork work = new PublicWork(TestPeers::fast);
    private final AtomicInteger running = new AtomicInteger();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final List<Thread> callers = new ArrayList<>();

    @AfterEach
    void everybodyIsDone() throws InterruptedException {
        end.complete("Done");
        for (Thread caller : callers) {
            caller.join();
        }
        work.close();
    }

    @Test
    void two_pieces_of_work_run_at_a_time_and_few_wait() {
        call(2);
        await().until(() -> running.get() == 2);
        call(16);
        await().until(() -> work.waiting() == 16);
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> work.inTurn(() -> "Too many"));
        assertThat(running).hasValue(2);
    }

    private void call(int times) {
        for (int i = 0; i < times; i++) {
            callers.add(Thread.ofVirtual()
                    .start(() -> work.inTurn(() -> {
                        running.incrementAndGet();
                        return end.join();
                    })));
        }
    }

    @Test
    void its_refusals_are_those_of_the_work() {
        assertThat(work.inTurn(() -> "Done")).isEqualTo("Done");
        assertThatExceptionOfType(HttpRefusal.class)
                .isThrownBy(() -> work.inTurn(() -> {
                    throw HttpRefusal.unavailable();
                }));
    }
}
