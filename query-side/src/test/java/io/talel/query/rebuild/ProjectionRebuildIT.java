package io.talel.query.rebuild;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.BOB;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.published;
import static io.talel.query.Examples.registered;
import static io.talel.query.Examples.revised;
import static io.talel.query.Examples.uploaded;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.StreamVersion;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import io.talel.query.rebuild.RebuildProgress.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProjectionRebuildIT {

    private static final int ARTICLES = 100;

    private static TestDatabase owner;
    private static QueryNode node;
    private static Operators operator;

    @BeforeAll
    static void start() {
        PostgresDatabase database = SharedServers.newDatabase();
        owner = TestDatabase.asOwnerOf(database);
        node = QueryNode.onOneDatabase(database);
        operator = Operators.of(database);
        node.log().publish(event(registered(ADA, "ada"), 0, MONDAY));
        for (long id = 1; id <= ARTICLES; id++) {
            node.log().publish(event(published(id, ADA, "Article " + id), 0, MONDAY));
        }
        assertThat(node.reaches(new StreamVersion("article-" + ARTICLES, 0))).isTrue();
    }

    @AfterAll
    static void stop() {
        operator.close();
        node.close();
    }

    @Test
    void a_rebuild_shows_the_same_rows_from_new_tables_and_the_node_writes_those() {
        int before = operator.live("article");
        List<Map<String, Object>> rows = owner.rows("SELECT * FROM article_g%d.article ORDER BY id".formatted(before));
        List<RebuildProgress> told = new ArrayList<>();

        RebuildReport report = operator.rebuilds().run(Operators.rebuild("article"), told::add);

        assertThat(report.replaced()).isEqualTo(before);
        assertThat(report.generation()).isGreaterThan(before);
        assertThat(report.events()).isGreaterThanOrEqualTo(ARTICLES);
        assertThat(report.rows()).isEqualTo(ARTICLES);
        assertThat(report.existing()).isEqualTo(ARTICLES);
        assertThat(report.leftOut()).isZero();
        assertThat(report.differing()).isZero();
        assertThat(report.frozen()).isPositive();
        assertThat(told).last().extracting(RebuildProgress::phase).isEqualTo(Phase.DONE);
        assertThat(owner.value("SELECT phase FROM read_model.rebuild WHERE projection = 'article'", String.class))
                .isEqualTo("done");
        assertThat(owner.rows("SELECT * FROM article_g%d.article ORDER BY id".formatted(report.generation())))
                .isEqualTo(rows);
        assertThat(indexes(report.generation())).isEqualTo(indexes(before)).hasSize(6);

        revise(2, 1, "after");
        assertThat(versionOf(2, report.generation())).isEqualTo(1);
        assertThat(versionOf(2, before)).isZero();
    }

    @Test
    void tokens_are_stored_so_that_nodes_of_older_versions_can_claim_them() {
        operator.run(Operators.rebuild("user"));
        operator.awaitTokensAtTheHead("article");

        assertThat(owner.rows("SELECT DISTINCT token_type FROM read_model.token_entry WHERE token IS NOT NULL"))
                .containsExactly(Map.of("token_type", GapAwareTrackingToken.class.getName()));
    }

    @Test
    void the_generation_that_is_gone_back_to_is_brought_up_to_date_first() {
        int first = operator.live("user");
        List<String> generations = new ArrayList<>(operator.generations("user"));
        RebuildReport rebuilt = operator.run(Operators.rebuild("user"));
        node.log().publish(event(registered(BOB, "bob"), 0, MONDAY));
        assertThat(node.reaches(new StreamVersion("user-8", 0))).isTrue();

        RebuildReport report = operator.run(Operators.goBack("user", first));

        assertThat(report.generation()).isEqualTo(first);
        assertThat(report.replaced()).isEqualTo(rebuilt.generation());
        generations.add(rebuilt.generation() + " kept");
        assertThat(generations).contains(first + " active");
        assertThat(operator.generations("user")).isEqualTo(generations);
        assertThat(owner.value(
                        "SELECT username FROM user_g%d.user_account WHERE id = 8".formatted(first), String.class))
                .isEqualTo("bob");
    }

    @Test
    void a_tampered_row_stops_a_rebuild_unless_differences_are_accepted() {
        int live = operator.live("article");
        operator.awaitTokensAtTheHead("article");
        owner.execute("UPDATE article_g%d.article SET title = 'Tampered' WHERE id = 7".formatted(live));
        List<?> schemas = operator.schemas("article");

        assertThatThrownBy(() -> operator.run(Operators.rebuild("article")))
                .isInstanceOfSatisfying(RebuildStopped.class, stopped -> assertThat(stopped.cancelled())
                        .isFalse())
                .hasMessageEndingWith(
                        "1 row differs from the live generation, for example: article-7, version 0, differs in title");
        assertThat(operator.live("article")).isEqualTo(live);
        assertThat(operator.schemas("article")).isEqualTo(schemas);

        RebuildReport report = operator.run(Operators.acceptingDifferences("article"));
        assertThat(report.differing()).isEqualTo(1);
        assertThat(owner.value("SELECT title FROM read_model.article WHERE id = 7", String.class))
                .isEqualTo("Article 7");
    }

    @Test
    void verifying_tells_of_rows_that_are_missing_or_too_many_and_changes_nothing() {
        String live = "article_g" + operator.live("article");
        operator.awaitTokensAtTheHead("article");
        owner.execute("UPDATE %s.article SET id = 4711 WHERE id = 9".formatted(live));
        List<String> before = operator.generations("article");

        RebuildReport report = operator.run(Operators.verify("article"));

        assertThat(report.examples())
                .containsExactlyInAnyOrder("article-9 is in the new generation only", "article-4711 is missing");
        assertThat(report.differing()).isEqualTo(2);
        assertThat(report.existing()).as("in either generation").isEqualTo(ARTICLES + 1);
        assertThat(report.rows()).isEqualTo(ARTICLES + 1);
        assertThat(report.frozen()).isZero();
        assertThat(operator.generations("article")).isEqualTo(before);
        owner.execute("UPDATE %s.article SET id = 9 WHERE id = 4711".formatted(live));
    }

    @Test
    void an_event_that_cannot_be_taken_stops_it_and_is_named_or_is_parked_with_its_stream() {
        node.log().publish(event(uploaded(1, ADA, "one.jpg"), 0, MONDAY));
        storeUnreadable("image-1", 1);
        storeUnreadable("image-1", 2);
        node.log().publish(event(uploaded(2, ADA, "two.jpg"), 0, MONDAY));
        operator.awaitTokensAtTheHead("image");

        RebuildReport verified = operator.run(Operators.verify("image"));
        assertThat(verified.differing()).isZero();
        assertThat(verified.existing()).isEqualTo(2);
        assertThat(verified.rows()).as("the other one").isEqualTo(1);
        assertThat(verified.leftOut()).isEqualTo(1);
        assertThat(operator.generations("image")).containsExactly("1 active");

        owner.execute("DELETE FROM read_model.dead_letter WHERE projection = 'image'");
        assertThatThrownBy(() -> operator.run(Operators.verify("image")))
                .isInstanceOf(RebuildStopped.class)
                .hasMessageStartingWith("An event cannot be taken: version 1 of image-1, at ");

        assertThatThrownBy(() -> operator.run(Operators.rebuild("image")))
                .isInstanceOf(RebuildStopped.class)
                .hasMessageStartingWith("An event cannot be taken: version 1 of image-1, at ");

        RebuildReport report = operator.run(Operators.skippingErrors("image"));

        assertThat(report.parked()).isEqualTo(2);
        assertThat(report.rows()).isEqualTo(1);
        assertThat(report.leftOut()).isEqualTo(1);
        assertThat(owner.rows("SELECT version, cause <> '' AS failed FROM read_model.dead_letter"
                        + " WHERE projection = 'image' AND generation = " + report.generation() + " ORDER BY version"))
                .containsExactly(Map.of("version", 1L, "failed", true), Map.of("version", 2L, "failed", false));
        assertThat(owner.value("SELECT count(*) FROM image_g%d.image".formatted(report.generation()), Integer.class))
                .isEqualTo(2);
    }

    @Test
    void rows_whose_events_the_live_generation_has_not_got_yet_are_not_called_compared() {
        operator.awaitTokensAtTheHead("article");
        owner.execute(
                "INSERT INTO read_model.pause (projection, operator, reason) VALUES ('article', 'ada', 'a test')");
        try {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> owner.value(
                            "SELECT count(*) = 0 FROM read_model.token_entry WHERE processor_name = 'article' AND owner IS NOT NULL",
                            Boolean.class));
            node.log().publish(event(revised(3, "meanwhile"), nextVersionOf(3), MONDAY));
            node.log().publish(event(revised(4, "meanwhile"), nextVersionOf(4), MONDAY));

            RebuildReport report = operator.run(Operators.verify("article"));

            assertThat(report.differing()).isZero();
            assertThat(report.existing()).isEqualTo(ARTICLES);
            assertThat(report.unsettled()).isEqualTo(2);
            assertThat(report.rows()).isEqualTo(ARTICLES - 2);
            assertThat(owner.value("SELECT message FROM read_model.rebuild WHERE projection = 'article'", String.class))
                    .contains("%d of %d rows compared".formatted(ARTICLES - 2, ARTICLES), "2 not settled");
        } finally {
            owner.execute("DELETE FROM read_model.pause");
        }
        operator.awaitTokensAtTheHead("article");
        RebuildReport settled = operator.run(Operators.verify("article"));
        assertThat(settled.rows()).isEqualTo(ARTICLES);
        assertThat(settled.unsettled()).isZero();
    }

    private static long nextVersionOf(long article) {
        return owner.value(
                "SELECT count(*) FROM event_store.domain_event WHERE aggregate_identifier = 'article-" + article + "'",
                Long.class);
    }

    @Test
    void what_cannot_be_done_is_refused() {
        assertThatThrownBy(() -> operator.run(Operators.rebuild("banana")))
                .isInstanceOf(RebuildRefused.class)
                .hasMessage("There is no projection banana; there are user, article, image");
        assertThatThrownBy(() -> operator.run(Operators.goBack("article", 4711)))
                .isInstanceOf(RebuildRefused.class)
                .hasMessage("There is no generation 4711 of article that is kept");
    }

    private static void revise(long id, long version, String body) {
        node.log().publish(event(revised(id, body), version, MONDAY));
        assertThat(node.reaches(new StreamVersion("article-" + id, version))).isTrue();
    }

    private static long versionOf(long id, int generation) {
        return owner.value(
                "SELECT version FROM article_g%d.article WHERE id = %d".formatted(generation, id), Long.class);
    }

    private static List<?> indexes(int generation) {
        return owner.rows("SELECT indexname FROM pg_indexes WHERE schemaname = 'article_g%d' ORDER BY indexname"
                .formatted(generation));
    }

    /** As a newer release would. */
    private static void storeUnreadable(String stream, long version) {
        owner.execute("INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,"
                + " aggregate_type, occurred_at, event_name, event_revision, payload, metadata)"
                + " VALUES (gen_random_uuid(), '" + stream + "', " + version + ", 'Image', now(), 'ImagePinned', '1',"
                + " '{}', '{}')");
    }
}
