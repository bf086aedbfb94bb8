package io.talel.query.metrics;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.published;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talel.kernel.MessageMetaData;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.UnknownEvent;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import io.talel.query.projection.Projection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProjectionGaugesIT {

    private static TestDatabase owner;
    private static QueryNode node;
    private static long lastId;

    @BeforeAll
    static void start() {
        PostgresDatabase database = SharedServers.newDatabase();
        owner = TestDatabase.asOwnerOf(database);
        node = QueryNode.start(database, new InMemoryEventStorageEngine());
        publish(1);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void nothing_is_paused() {
        owner.execute("DELETE FROM read_model.pause");
    }

    @Test
    void an_idle_projection_is_not_behind_though_its_tokens_are() throws Exception {
        publish(20);
        long head = head();

        assertThat(figures("image").lag()).isEqualTo(new Lag(head, 0, 0));
        assertThat(awaitFigures("article", figures -> figures.lag().events() == 0)
                        .lag())
                .isEqualTo(new Lag(head, 0, 0));
        assertThat(figures("image").head()).isEqualTo(head);
    }

    @Test
    void a_paused_projection_is_behind_by_its_own_events() throws Exception {
        pauseArticles();
        for (int i = 0; i < 7; i++) {
            node.log().publish(event(published(++lastId, ADA, "Behind " + lastId), 0, MONDAY));
        }

        ProjectionFigures article = figures("article");
        assertThat(article.paused()).isTrue();
        assertThat(article.lag().events()).isEqualTo(7);
        assertThat(article.lag().seconds()).isGreaterThan(3_600);
        assertThat(article.lag().position()).isLessThan(article.head());
        assertThat(figures("user").lag().events()).isZero();
        assertThat(figures("user").paused()).isFalse();
    }

    @Test
    void an_imported_event_waits_from_its_recording_on() throws Exception {
        awaitFigures("article", figures -> figures.lag().events() == 0);
        pauseArticles();
        Map<String, String> metaData =
                Map.of(MessageMetaData.RECORDED_AT, Clock.systemUTC().instant().toString());
        node.log()
                .publish(event(published(++lastId, ADA, "Imported " + lastId), 0, MONDAY)
                        .andMetaData(metaData));

        assertThat(figures("article").lag().events()).isEqualTo(1);
        assertThat(figures("article").lag().seconds()).isLessThan(60);
    }

    @Test
    void dead_letters_and_a_rebuild_that_runs_are_counted_and_one_that_was_killed_is_not_running() throws Exception {
        node.log().publish(event("User", "user-99", 0, new UnknownEvent("UserPinned", "1"), MONDAY));
        node.log().publish(event("User", "user-99", 1, new UnknownEvent("UserPinned", "1"), MONDAY));
        owner.execute("""
                INSERT INTO read_model.rebuild (projection, generation, purpose, phase, operator, process, reason, done,
                    total, events_per_second)
                VALUES ('user', 2, 'rebuild', 'filling', 'ada', 'test', 'a test', 50, 200, 1234)
                """);

        ProjectionFigures user = awaitFigures("user", figures -> figures.deadLetters() == 2);
        assertThat(user.deadLetterStreams()).isEqualTo(1);
        assertThat(user.deadLettersOfAStream()).isEqualTo(2);
        assertThat(user.rebuilding()).isTrue();
        assertThat(user.rebuildProgress()).isEqualTo(0.25);
        assertThat(user.rebuildRate()).isEqualTo(1234);

        owner.execute("UPDATE read_model.rebuild SET updated_at = now() - interval '1 minute'");
        assertThat(figures("user").rebuilding()).isFalse();
        assertThat(figures("user").rebuildRate()).isZero();
    }

    @Test
    void the_gauges_show_the_figures_of_every_projection() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ProjectionGauges gauges = node.context().getBean(ProjectionGauges.class);

        gauges.bindTo(registry);

        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                        registry.get("talelio.projection.head")
                                .tag("projection", "image")
                                .gauge()
                                .value())
                .isPositive());
        assertThat(registry.getMeters()).hasSize(3 * 14);
        assertThat(registry.get("talelio.projection.dead.letter.streams.limit")
                        .tag("projection", "user")
                        .gauge()
                        .value())
                .isEqualTo(1_024);
    }

    @Test
    void unreadable_figures_of_one_projection_do_not_hide_those_of_others() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Projection image = projection("image");
        Projection unreadable = new Projection("unreadable", image.view(), image.codeVersion(), image.fold());
        owner.execute("""
                INSERT INTO read_model.token_entry (processor_name, segment, token, token_type, timestamp)
                VALUES ('unreadable', 0, 'no JSON', '%s', '2026-03-02T08:30:00Z')
                """.formatted(GapAwareTrackingToken.class.getName()));
        try (ProjectionGauges gauges = new ProjectionGauges(List.of(unreadable, image), reading())) {
            gauges.bindTo(registry);

            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> value(registry, "head", "image") > 0);
            assertThat(value(registry, "head", "unreadable")).isNaN();
            assertThat(value(registry, "lag.events", "unreadable")).isNaN();
        } finally {
            owner.execute("DELETE FROM read_model.token_entry WHERE processor_name = 'unreadable'");
        }
    }

    private static void pauseArticles() {
        owner.execute(
                "INSERT INTO read_model.pause (projection, operator, reason) VALUES ('article', 'ada', 'a test')");
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> owner.value(
                                "SELECT count(owner) FROM read_model.token_entry WHERE processor_name = 'article'",
                                Integer.class)
                        == 0);
    }

    private static double value(SimpleMeterRegistry registry, String figure, String projection) {
        return registry.get("talelio.projection." + figure)
                .tag("projection", projection)
                .gauge()
                .value();
    }

    private static void publish(int articles) {
        for (int i = 0; i < articles; i++) {
            node.log()
                    .publish(event(
                            published(++lastId, ADA, "Article " + lastId),
                            0,
                            Clock.systemUTC().instant()));
        }
        assertThat(node.reaches(new StreamVersion("article-" + lastId, 0))).isTrue();
    }

    private static long head() {
        return node.log().createHeadToken().position().orElseThrow();
    }

    private static ProjectionFigures awaitFigures(String projection, Predicate<ProjectionFigures> condition) {
        return Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> figures(projection), condition);
    }

    private static ProjectionFigures figures(String projection) throws InterruptedException {
        return reading().of(projection(projection));
    }

    private static ProjectionFiguresQuery reading() {
        DataSource readModel = node.context().getBean("readModelDataSource", DataSource.class);
        return new ProjectionFiguresQuery(readModel, node::log, Clock.systemUTC());
    }

    private static Projection projection(String name) {
        return node.context().getBean(name + "Projection", Projection.class);
    }
}
