package io.talel.command.article;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.command.LongArticle;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.command.article.RandomArticle.Action;
import io.talel.command.eventlog.index.StreamIndex;
import io.talel.command.personal.PersonKeys;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.history.HistoryEntry;
import io.talel.kernel.article.history.HistoryQuery.FindVersion;
import io.talel.kernel.article.history.HistoryQuery.FindVersionAt;
import io.talel.kernel.article.history.HistoryQuery.ListHistory;
import io.talel.kernel.article.history.PastArticle;
import io.talel.kernel.user.UserId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The past of articles in the real log. */
class StoredHistoryIT {

    private static final Logger LOG = LoggerFactory.getLogger(StoredHistoryIT.class);

    private static final ArticleId LONG = new ArticleId(43);
    private static final int ROOM = Integer.MAX_VALUE;

    private static PostgresDatabase database;
    private static Node node;
    private static StreamIndex stored;

    @BeforeAll
    static void start() {
        database = SharedServers.newDatabase();
        node = Node.on(database);
        node.send(Users.registerAda());
        stored = node.context().getBean("historyIndex", StreamIndex.class);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void the_database_finds_what_reading_the_whole_stream_finds() {
        RandomArticle article = new RandomArticle(true);
        new Random(20260203).ints(400, 0, Action.values().length).forEach(i -> article.act(Action.values()[i]));
        node.bean(EventStorageEngine.class).appendEvents(article.events());
        List<DomainEventMessage<?>> events = article.events();
        StreamIndex whole = new EventsInMemory(_ -> events);
        String stream = RandomArticle.ID.toString();
        assertThat(events).hasSizeGreaterThan(100);
        assertThat(stored.number(stream, 0, "authorId")).isEqualTo(whole.number(stream, 0, "authorId"));

        for (long version = -1; version <= events.size(); version++) {
            List<Long> upTo = List.of(version, version + 7);
            assertThat(places(stored.last(stream, upTo, ArticleEventKinds.ALL).values().stream()
                            .flatMap(List::stream)
                            .toList()))
                    .isEqualTo(places(whole.last(stream, upTo, ArticleEventKinds.ALL).values().stream()
                            .flatMap(List::stream)
                            .toList()));
            assertThat(places(stored.newest(stream, version - 20, version, ArticleEventKinds.CONTENTS, 5)))
                    .isEqualTo(places(whole.newest(stream, version - 20, version, ArticleEventKinds.CONTENTS, 5)));
            Instant at = RandomArticle.BEGINNING.plusMillis(250 * version);
            assertThat(stored.versionAt(stream, at)).isEqualTo(whole.versionAt(stream, at));
            assertThat(payloads(stored, stream, upTo)).isEqualTo(payloads(whole, stream, upTo));
        }
    }

    private static List<String> places(List<StreamIndex.Place> places) {
        return places.stream()
                .map(place -> place.version() + " " + place.kind().getSimpleName() + " " + place.at())
                .toList();
    }

    private static List<?> payloads(StreamIndex index, String stream, List<Long> versions) {
        return index.read(stream, versions).stream()
                .map(DomainEventMessage::getPayload)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void ten_thousand_revisions_cost_no_more_than_a_few(long reader) {
        ArticleId few = new ArticleId(100 + reader);
        ArticleId many = new ArticleId(200 + reader);
        LongArticle.publish(database, node, few, 60);
        LongArticle.publish(database, node, many, 10_000);
        UserId who = new UserId(reader);

        MeasuredIndex ofFew = new MeasuredIndex(stored);
        MeasuredIndex ofMany = new MeasuredIndex(stored);
        assertThat(text(queries(ofFew)
                        .handle(new FindVersion(few, who, 40, ROOM))
                        .orElseThrow()))
                .isEqualTo("Text 40");
        assertThat(text(queries(ofMany)
                        .handle(new FindVersion(many, who, 9_000, ROOM))
                        .orElseThrow()))
                .isEqualTo("Text 9000");
        assertThat(ofMany.statements()).isEqualTo(ofFew.statements());
        assertThat(ofMany.rows()).isEqualTo(ofFew.rows());
        assertThat(ofMany.statements()).isEqualTo(2);
        assertThat(ofMany.rows()).isLessThan(8);

        Instant then = first(many).plusSeconds(9_000);
        assertThat(text(queries(ofMany)
                        .handle(new FindVersionAt(many, who, then, ROOM))
                        .orElseThrow()))
                .isEqualTo("Text 9000");
        assertThat(ofMany.statements()).isEqualTo(2 + 3);

        MeasuredIndex listed = new MeasuredIndex(stored);
        List<HistoryEntry> page = queries(listed)
                .handle(new ListHistory(many, who, 9_001, 20, ROOM))
                .orElseThrow()
                .page()
                .orElseThrow()
                .entries();
        assertThat(page.stream().map(HistoryEntry::version))
                .isEqualTo(IntStream.range(0, 20).mapToObj(i -> 9_000L - i).toList());
        assertThat(listed.statements()).isLessThan(7);
        assertThat(listed.rows()).isLessThan(150);
    }

    /** Reads of versions all over the stream, each of them the first one of its version. */
    @Test
    @Tag("timed")
    void a_version_of_ten_thousand_is_read_within_fifty_milliseconds() {
        ArticleId many = new ArticleId(300);
        LongArticle.publish(database, node, many, 10_000);
        HistoryQueries queries = queries(stored);
        List<Duration> times = new ArrayList<>();
        for (long version = 250; version < 10_000; version += 500) {
            long begun = System.nanoTime();
            Optional<PastArticle> found = queries.handle(new FindVersion(many, null, version, ROOM));
            times.add(Duration.ofNanos(System.nanoTime() - begun));
            assertThat(text(found.orElseThrow())).isEqualTo("Text " + version);
        }
        times.sort(Comparator.naturalOrder());
        Duration median = times.get(times.size() / 2);
        LOG.info("Of {} versions read of 10,000: median {}, longest {}", times.size(), median, times.getLast());
        assertThat(times).hasSize(20);
        assertThat(median).isLessThan(Duration.ofMillis(50));
    }

    private static HistoryQueries queries(StreamIndex index) {
        return new HistoryQueries(index, node.bean(PersonKeys.class));
    }

    private static String text(PastArticle found) {
        return found.shown().orElseThrow().article().content().body().value();
    }

    /** Time of the first revision, from which the others are counted. */
    private static Instant first(ArticleId article) {
        return stored.read(article.toString(), List.of(1L)).getFirst().getTimestamp();
    }

    @Test
    void a_title_given_long_ago_is_found() {
        LongArticle.publish(database, node, LONG, 3_000);
        assertThat(new EarlierVersions(stored).contentAt(LONG, 2_999).title().value())
                .isEqualTo("Long 43");
        assertThat(node.bean(EventStore.class).lastSequenceNumberFor(LONG.toString()))
                .contains(3_000L);
    }
}
