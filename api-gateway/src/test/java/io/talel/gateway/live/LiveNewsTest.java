package io.talel.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.answer.EndlessAnswer;
import io.talel.gateway.web.answer.EndlessAnswers;
import io.talel.kernel.InvalidValue;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveNewsTest {

    private final NewsInMemory log = new NewsInMemory();
    private final OpenStreams streams = new OpenStreams(new EndlessAnswers() {
        @Override
        public int most() {
            return 10;
        }

        @Override
        public void begin(HttpServletResponse response, EndlessAnswer.Writer writer) {}
    });
    private final CatchUp behind = new CatchUp(log, NewsInMemory.FRAMES);
    private final LiveNews news = new LiveNews(log, NewsInMemory.FRAMES, streams, behind);
    private final LiveThreads threads = new LiveThreads(streams, news, behind);

    @BeforeEach
    void start() {
        log.append(20);
        threads.start();
    }

    @AfterEach
    void stop() {
        threads.stop();
    }

    @Test
    void a_client_without_a_place_gets_what_comes_from_now_on() throws InterruptedException {
        LiveStream stream = streams.add("one");
        long place = news.begin(Optional.empty());
        assertThat(place).isEqualTo(60);
        FollowingClient client = opened(stream, place);

        log.append(3);

        await().untilAsserted(() -> assertThat(taken(client)).containsExactly(63L, 66L, 69L));
    }

    @Test
    void a_client_with_a_place_gets_all_that_it_missed_and_then_what_comes() throws InterruptedException {
        LiveStream stream = streams.add("one");
        FollowingClient client = opened(stream, news.begin(after(0)));
        log.append(400);

        await().untilAsserted(() -> assertThat(taken(client)).isEqualTo(log.places()));
    }

    @Test
    void a_place_that_the_log_does_not_have_is_refused() {
        streams.add("one");

        assertThatThrownBy(() -> news.begin(after(61))).isInstanceOf(InvalidValue.class);
    }

    @Test
    void a_place_that_the_log_has_but_that_cannot_be_read_yet_is_not_called_unknown() {
        streams.add("one");
        log.appendUnsettled(1);

        assertThatThrownBy(() -> news.begin(after(63))).isInstanceOf(HttpRefusal.class);
        assertThatThrownBy(() -> news.begin(after(64))).isInstanceOf(InvalidValue.class);
    }

    @Test
    void no_place_is_refused_while_the_log_hangs_and_nobody_knows_how_far_it_is() throws InterruptedException {
        streams.add("one");
        news.begin(Optional.empty());

        log.whileItHangs(() -> assertThatThrownBy(() -> news.begin(after(61))).isInstanceOf(HttpRefusal.class));
    }

    @Test
    void not_all_connections_wait_for_places_that_the_log_does_not_have() throws InterruptedException {
        streams.add("one");
        news.begin(Optional.empty());
        List<Future<Long>> waiting;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            waiting = Stream.generate(() -> threads.submit(() -> news.begin(after(61))))
                    .limit(LiveNews.MOST_WAITING + 1)
                    .toList();
        }

        assertThat(waiting)
                .filteredOn(one -> one.exceptionNow() instanceof InvalidValue)
                .hasSize(LiveNews.MOST_WAITING);
        assertThat(waiting)
                .filteredOn(one -> one.exceptionNow() instanceof HttpRefusal)
                .hasSize(1);
    }

    @Test
    void a_place_that_another_node_has_read_already_is_waited_for() throws InterruptedException {
        streams.add("one");
        Thread.ofVirtual().start(() -> {
            await().until(() -> streams.size() == 1);
            log.append(1);
        });

        assertThat(news.begin(after(63))).isEqualTo(63);
    }

    @Test
    void while_the_log_cannot_be_read_nothing_begins() throws InterruptedException {
        log.fail(true);
        LiveStream stream = streams.add("one");
        assertThatThrownBy(() -> news.begin(Optional.empty())).isInstanceOf(HttpRefusal.class);

        log.fail(false);

        assertThat(news.begin(after(60))).isEqualTo(60);
        stream.closed();
    }

    @Test
    void after_a_time_without_clients_it_goes_on_where_the_log_is() throws InterruptedException {
        LiveStream first = streams.add("one");
        opened(first, news.begin(Optional.empty()));
        first.closed();
        await().until(() -> streams.size() == 0);
        log.append(600);

        LiveStream stream = streams.add("one");
        FollowingClient client = opened(stream, news.begin(after(60)));

        List<Long> missed = log.places().subList(20, 620);
        await().untilAsserted(() -> assertThat(taken(client)).isEqualTo(missed));
    }

    private static List<Long> taken(FollowingClient client) {
        client.takeAll();
        return client.events();
    }

    private static FollowingClient opened(LiveStream stream, long place) {
        FollowingClient client = new FollowingClient(20_000);
        stream.beginAfter(place, 3000);
        stream.opened(client);
        return client;
    }

    private static Optional<LastEventId> after(long place) {
        return Optional.of(new LastEventId("after", place));
    }
}
