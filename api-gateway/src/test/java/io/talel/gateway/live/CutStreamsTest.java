package io.talel.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.article.news.NewsLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;

/** However clients are cut off and however slow they are, each gets every event once and in order. */
class CutStreamsTest {

    private NewsInMemory log;
    private CatchUp behind;
    private RecentNews recent;
    private long now;

    /** One object is used for all tries. */
    @BeforeTry
    void begin() {
        log = new NewsInMemory();
        behind = new CatchUp(log, NewsInMemory.FRAMES);
        recent = RecentNews.of(0);
        now = 0;
    }

    /** A client that connects again whenever it is cut off. */
    private final class Reader {

        private final int room;
        private final List<Long> events = new ArrayList<>();
        private final long begun;
        private LiveStream stream;
        private FollowingClient client;

        Reader(long begun, int room) {
            this.room = room;
            this.begun = begun;
            this.client = new FollowingClient(room);
            this.stream = connect(begun);
        }

        private LiveStream connect(long place) {
            LiveStream connected = new LiveStream("network", _ -> {});
            connected.beginAfter(place, 3000);
            connected.opened(client);
            return connected;
        }

        void cut() {
            client.goAway();
            events.addAll(client.events());
            long last =
                    client.blocks().isEmpty() ? (events.isEmpty() ? begun : events.getLast()) : client.lastEventId();
            client = new FollowingClient(room);
            stream = connect(last);
        }

        List<Long> got() {
            List<Long> all = new ArrayList<>(events);
            all.addAll(client.events());
            return all;
        }
    }

    @Property(tries = 60)
    void each_gets_all_that_comes_after_its_beginning(
            @ForAll long seed, @ForAll @IntRange(min = 100, max = 5000) int room) throws InterruptedException {
        Random random = new Random(seed);
        List<Reader> readers = new ArrayList<>();
        for (int step = 0; step < 300; step++) {
            switch (random.nextInt(6)) {
                case 0 -> log.append(random.nextInt(random.nextInt(20) == 0 ? 300 : 4));
                case 1 -> lookAtTheLog();
                case 2 -> round(readers);
                case 3 -> readers.forEach(reader -> reader.client.takeAll());
                case 4 -> readers.stream().filter(_ -> random.nextInt(5) == 0).forEach(Reader::cut);
                default -> {
                    if (readers.size() < 5) {
                        List<Long> places = log.places();
                        readers.add(new Reader(places.isEmpty() ? 0 : places.get(random.nextInt(places.size())), room));
                    }
                }
            }
        }
        // Everybody takes what is left.
        for (int i = 0; i < 10_000 && !readers.stream().allMatch(this::isDone); i++) {
            lookAtTheLog();
            round(readers);
            readers.forEach(reader -> reader.client.takeAll());
        }

        assertThat(readers).allSatisfy(reader -> assertThat(reader.got())
                .isEqualTo(log.places().stream()
                        .filter(place -> place > reader.begun)
                        .toList()));
    }

    private boolean isDone(Reader reader) {
        long last = log.last().orElseThrow();
        return last == reader.begun || (!reader.client.blocks().isEmpty() && reader.client.lastEventId() == last);
    }

    private void lookAtTheLog() {
        NewsLog.Page page = log.after(recent.through());
        recent = recent.plus(page, NewsInMemory.FRAMES.of(page.news(), now), now);
    }

    private void round(List<Reader> readers) throws InterruptedException {
        now += LiveStream.HEARTBEAT_INTERVAL.toNanos() / 3;
        for (Reader reader : readers) {
            if (reader.stream.push(recent, now)) {
                behind.add(reader.stream);
                behind.serveNext();
            }
        }
    }
}
