package io.talel.command.article.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.command.claims.Schedules;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.article.ArticleId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScheduleRunnerTest {

    /** More than one look finds. */
    private static final int STUCK = 70;

    private static final ArticleId FIRST = new ArticleId(1);
    private static final ArticleId LAST = new ArticleId(STUCK + 1);

    /** Shorter than a refused schedule is left alone. */
    private static final Duration SOON = Duration.ofSeconds(8);

    private final DueSchedules schedules = new DueSchedules();
    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private final ScheduleRunner runner = new ScheduleRunner(
            schedules, DefaultCommandGateway.builder().commandBus(bus).build());

    @AfterEach
    void stop() {
        runner.stop();
    }

    @Test
    void schedules_that_are_refused_hold_up_no_others() {
        carryOut(article -> {
            if (!article.equals(LAST)) {
                throw new CommandRefused(new Refusal.AlreadyPublished(article));
            }
            return true;
        });

        await().atMost(SOON).until(() -> schedules.done.contains(LAST));
        assertThat(schedules.done).containsExactly(LAST);
    }

    @Test
    void what_lost_a_race_is_tried_again_at_once() {
        AtomicInteger attempts = new AtomicInteger();
        carryOut(article -> {
            if (attempts.getAndIncrement() == 0) {
                throw new CommandRefused(new Refusal.Conflict(article.toString()));
            }
            return true;
        });

        await().atMost(SOON).until(() -> schedules.done.size() == STUCK + 1);
    }

    @Test
    void one_that_is_blocked_holds_up_neither_others_nor_what_becomes_due_meanwhile() {
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        schedules.lastIsDueAfter(Duration.ofMillis(300));
        carryOut(article -> !article.equals(FIRST) || end.join());

        try {
            await().atMost(SOON).until(() -> schedules.done.size() == STUCK);
            assertThat(schedules.done).contains(LAST).doesNotContain(FIRST);
        } finally {
            end.complete(true);
        }
        await().atMost(SOON).until(() -> schedules.done.contains(FIRST));
    }

    @Test
    void what_fails_in_passing_is_tried_again_soon_and_then_less_often() {
        List<Long> attempts = new CopyOnWriteArrayList<>();
        carryOut(article -> {
            if (article.equals(LAST)) {
                attempts.add(System.nanoTime());
                if (attempts.size() < 4) {
                    throw new IllegalStateException("The database is away");
                }
            }
            return true;
        });

        await().atMost(SOON).until(() -> schedules.done.contains(LAST));
        assertThat(Duration.ofNanos(attempts.get(3) - attempts.get(0)))
                .as("a quarter, a half and a whole second")
                .isGreaterThanOrEqualTo(Duration.ofMillis(1_750));
    }

    @Test
    void a_look_that_finds_only_what_other_nodes_are_doing_is_followed_by_a_pause() {
        carryOut(_ -> false);

        await().atMost(SOON).until(() -> schedules.looks.size() > 2);
        assertThat(Duration.ofNanos(schedules.looks.get(2) - schedules.looks.get(0)))
                .isGreaterThan(Duration.ofMillis(700));
    }

    @Test
    void it_can_be_started_again() {
        carryOut(_ -> true);
        runner.stop();
        assertThat(runner.isRunning()).isFalse();
        schedules.done.clear();

        runner.start();

        assertThat(runner.isRunning()).isTrue();
        await().atMost(SOON).until(() -> schedules.done.size() == STUCK + 1);
    }

    private void carryOut(Predicate<ArticleId> handler) {
        bus.subscribe(CarryOutSchedule.class.getName(), message -> {
            ArticleId article = ((CarryOutSchedule) message.getPayload()).articleId();
            boolean done = handler.test(article);
            if (done) {
                schedules.done.add(article);
            }
            return done;
        });
        runner.start();
    }

    /** Every schedule is due, the last one perhaps later. The stuck ones come before the last one. */
    private static final class DueSchedules implements Schedules {

        private final Set<ArticleId> done = ConcurrentHashMap.newKeySet();
        private final List<Long> looks = new CopyOnWriteArrayList<>();
        private volatile long lastIsDue = System.nanoTime();

        void lastIsDueAfter(Duration time) {
            lastIsDue = System.nanoTime() + time.toNanos();
        }

        @Override
        public List<Due> dueWithin(Duration time, int most, Collection<ArticleId> without) {
            looks.add(System.nanoTime());
            return LongStream.rangeClosed(1, LAST.value())
                    .mapToObj(ArticleId::new)
                    .filter(article -> !done.contains(article) && !without.contains(article))
                    .map(article -> new Due(article, 1, remaining(article)))
                    .filter(due -> due.remaining().compareTo(time) <= 0)
                    .limit(most)
                    .toList();
        }

        private Duration remaining(ArticleId article) {
            return article.equals(LAST) ? Duration.ofNanos(lastIsDue - System.nanoTime()) : Duration.ZERO;
        }

        @Override
        public Optional<Instant> take(ArticleId article, long schedule) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove(ArticleId article, long schedule) {
            throw new UnsupportedOperationException();
        }
    }
}
