package io.talel.query.visibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.StreamVersion;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReachedVersionsTest {

    private static final long LONG = 60_000;

    private final ReachedVersions versions = new ReachedVersions();

    @Test
    void a_version_reached_before_is_known_at_once() {
        versions.reached(new StreamVersion("article-1", 3));

        assertThat(versions.await(new StreamVersion("article-1", 3), LONG)).isCompletedWithValue(true);
        assertThat(versions.await(new StreamVersion("article-1", 2), LONG)).isCompletedWithValue(true);
    }

    @Test
    void a_waiter_completes_when_the_version_or_a_later_one_is_reached() {
        CompletableFuture<Boolean> third = versions.await(new StreamVersion("article-1", 3), LONG);
        CompletableFuture<Boolean> fifth = versions.await(new StreamVersion("article-1", 5), LONG);

        versions.reached(new StreamVersion("article-1", 4));

        assertThat(third).isCompletedWithValue(true);
        assertThat(fifth).isNotDone();
    }

    @Test
    void other_streams_tell_nothing() {
        CompletableFuture<Boolean> waiting = versions.await(new StreamVersion("article-1", 0), LONG);

        versions.reached(new StreamVersion("article-11", 0));

        assertThat(waiting).isNotDone();
    }

    @Test
    void no_caller_waits_for_parked_versions() {
        CompletableFuture<Boolean> before = versions.await(new StreamVersion("article-1", 2), LONG);
        CompletableFuture<Boolean> parked = versions.await(new StreamVersion("article-1", 3), LONG);
        CompletableFuture<Boolean> after = versions.await(new StreamVersion("article-1", 4), LONG);
        CompletableFuture<Boolean> other = versions.await(new StreamVersion("article-2", 3), LONG);

        versions.parked(new StreamVersion("article-1", 3));

        assertThat(parked).isCompletedWithValue(false);
        assertThat(after).isCompletedWithValue(false);
        assertThat(before).isNotDone();
        assertThat(other).isNotDone();
        assertThat(versions.awaitedFor(Duration.ZERO).keySet()).containsExactlyInAnyOrder("article-1", "article-2");
    }

    @Test
    void a_version_that_is_not_reached_in_time_is_answered_with_false_and_looked_up_until_it_is_reached() {
        CompletableFuture<Boolean> waiting = versions.await(new StreamVersion("article-1", 2), 1);

        assertThat(waiting.join()).isFalse();
        versions.reached(new StreamVersion("article-1", 1));
        assertThat(versions.awaitedFor(Duration.ZERO)).containsExactly(Map.entry("article-1", 2L));
        versions.reached(new StreamVersion("article-1", 2));
        assertThat(versions.awaitedFor(Duration.ZERO)).isEmpty();
    }

    @Test
    void the_latest_version_that_was_given_up_is_looked_up_unless_it_is_parked() {
        versions.await(new StreamVersion("article-1", 2), 1).join();
        versions.await(new StreamVersion("article-1", 3), 1).join();
        versions.await(new StreamVersion("article-2", 0), 1).join();

        versions.parked(new StreamVersion("article-2", 0));

        assertThat(versions.awaitedFor(Duration.ZERO)).containsExactly(Map.entry("article-1", 3L));
    }

    @Test
    void only_the_versions_given_up_last_are_looked_up() {
        for (int i = 0; i <= ReachedVersions.MAX_STREAMS; i++) {
            versions.await(new StreamVersion("article-" + i, 0), 0).join();
        }

        assertThat(versions.awaitedFor(Duration.ZERO)).hasSize(ReachedVersions.MAX_STREAMS);
    }

    @Test
    void a_completed_waiter_is_not_listed() {
        versions.await(new StreamVersion("article-1", 0), LONG);
        assertThat(versions.awaitedFor(Duration.ZERO).keySet()).containsExactly("article-1");

        versions.reached(new StreamVersion("article-1", 0));

        assertThat(versions.awaitedFor(Duration.ZERO).keySet()).isEmpty();
    }

    @Test
    void an_older_version_heard_late_does_not_set_a_stream_back() {
        versions.reached(new StreamVersion("article-1", 5));
        versions.reached(new StreamVersion("article-1", 4));

        assertThat(versions.await(new StreamVersion("article-1", 5), LONG)).isCompletedWithValue(true);
    }

    @Test
    void only_the_streams_reached_last_are_remembered() {
        for (int i = 0; i <= ReachedVersions.MAX_STREAMS; i++) {
            versions.reached(new StreamVersion("article-" + i, 0));
        }

        assertThat(versions.await(new StreamVersion("article-0", 0), LONG)).isNotDone();
        assertThat(versions.await(new StreamVersion("article-1", 0), LONG)).isCompletedWithValue(true);
    }

    @Test
    void reached_versions_are_forgotten_and_waiters_stay() {
        CompletableFuture<Boolean> waiting = versions.await(new StreamVersion("article-1", 6), LONG);
        versions.reached(new StreamVersion("article-1", 5));

        versions.forgetReached();

        assertThat(versions.await(new StreamVersion("article-1", 5), LONG)).isNotDone();
        versions.reached(new StreamVersion("article-1", 6));
        assertThat(waiting).isCompletedWithValue(true);
    }
}
