package io.talel.gateway.live;

import static io.talel.gateway.live.NewsInMemory.FRAMES;
import static io.talel.gateway.live.NewsInMemory.news;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.article.news.ArticleNews.Kind;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LiveStreamTest {

    private static final RecentNews EMPTY = RecentNews.of(5);

    private final LiveStream stream = new LiveStream("network", _ -> {});

    @Test
    void after_a_silence_it_says_that_it_is_there() {
        FollowingClient client = opened(1_000);
        long opened = System.nanoTime();

        stream.push(EMPTY, opened);
        stream.push(EMPTY, opened + LiveStream.HEARTBEAT_INTERVAL.toNanos());
        client.takeAll();

        assertThat(client.blocks()).containsExactly("retry: 3000\nid: 5", ":");
    }

    @Test
    void it_says_so_too_while_a_long_part_of_the_log_has_nothing_to_tell() {
        FollowingClient client = opened(1_000);

        stream.takeAfter(5, List.of(), 5_005, System.nanoTime() + LiveStream.HEARTBEAT_INTERVAL.toNanos());
        client.takeAll();

        assertThat(client.blocks()).containsExactly("retry: 3000\nid: 5", ":");
    }

    @Test
    void a_page_that_was_asked_for_before_others_were_sent_is_dropped() {
        FollowingClient client = opened(10_000);

        stream.takeAfter(5, events(6, 7), 7, System.nanoTime());
        stream.takeAfter(5, events(6, 8), 8, System.nanoTime());
        client.takeAll();

        assertThat(client.events()).containsExactly(6L, 7L);
    }

    @Test
    void while_a_client_takes_nothing_little_waits_for_it() {
        FollowingClient client = opened(1);
        long now = System.nanoTime();

        assertThat(stream.wanted(now)).isEmpty();
        assertThat(stream.push(EMPTY, now)).isFalse();
        stream.takeAfter(5, events(6, 7), 7, now);
        client.takeAll();

        assertThat(client.events()).isEmpty();
    }

    @Test
    void of_a_large_page_it_takes_a_part() {
        opened(1_000_000);

        stream.takeAfter(5, events(6, 1000), 2000, System.nanoTime());

        assertThat(stream.wanted(System.nanoTime()))
                .hasValueSatisfying(place -> assertThat(place).isBetween(50L, 500L));
    }

    @Test
    void streams_share_the_bytes_of_an_event_whatever_each_client_takes() {
        List<ServerSentEvent> shared = events(6, 6);
        LiveStream other = new LiveStream("network", _ -> {});
        FollowingClient slow = opened(30);
        FollowingClient quick = opened(other, 1_000);
        slow.takeAll();

        stream.takeAfter(5, shared, 6, System.nanoTime());
        other.takeAfter(5, shared, 6, System.nanoTime());
        quick.takeAll();
        for (int i = 0; i < 20; i++) {
            slow.takeAll();
            stream.wanted(System.nanoTime());
        }

        assertThat(slow.blocks()).isEqualTo(quick.blocks()).hasSize(2);
    }

    private FollowingClient opened(int room) {
        return opened(stream, room);
    }

    private static FollowingClient opened(LiveStream stream, int room) {
        FollowingClient client = new FollowingClient(room);
        stream.beginAfter(5, 3000);
        stream.opened(client);
        return client;
    }

    private static List<ServerSentEvent> events(long first, long last) {
        return FRAMES.of(
                LongStream.rangeClosed(first, last)
                        .mapToObj(place -> news(place, Kind.REVISED))
                        .toList(),
                0);
    }
}
