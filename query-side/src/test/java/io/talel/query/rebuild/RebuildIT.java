package io.talel.query.rebuild;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.published;
import static io.talel.query.Examples.registered;
import static io.talel.query.Examples.revised;
import static io.talel.query.Recorded.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.kernel.StreamVersion;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import io.talel.query.rebuild.RebuildProgress.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RebuildIT {

    private static final int ARTICLES = 300;

    private TestDatabase owner;
    private QueryNode node;
    private QueryNode operator;

    @BeforeEach
    void start() {
        PostgresDatabase database = SharedServers.newDatabase();
        owner = TestDatabase.asOwnerOf(database);
        node = QueryNode.onOneDatabase(database);
        operator = QueryNode.onOneDatabase(database, "talelio.projections.enabled=false");
        node.log().publish(event(registered(ADA, "ada"), 0, MONDAY));
        for (long id = 1; id <= ARTICLES; id++) {
            node.log().publish(event(published(id, ADA, "Article " + id), 0, MONDAY));
        }
        node.log().publish(event(revised(1, "*better*"), 1, MONDAY));
        assertThat(node.reaches(new StreamVersion("article-1", 1))).isTrue();
        assertThat(node.reaches(new StreamVersion("article-" + ARTICLES, 0))).isTrue();
    }

    @AfterEach
    void stop() {
        operator.close();
        node.close();
    }

    @Test
    void a_rebuild_shows_the_same_rows_from_new_tables_and_the_node_writes_those() {
        List<RebuildProgress> told = new ArrayList<>();
        List<?> before = owner.rows("SELECT * FROM read_model.article ORDER BY id");

        RebuildReport report = rebuilds().run(rebuild("article"), told::add);

        assertThat(report.generation()).isEqualTo(2);
        assertThat(report.replaced()).isEqualTo(1);
        assertThat(report.events()).isEqualTo(ARTICLES + 1);
        assertThat(report.rows()).isEqualTo(ARTICLES);
        assertThat(report.differing()).isZero();
        assertThat(report.frozen()).isPositive();
        assertThat(told).last().extracting(RebuildProgress::phase).isEqualTo(Phase.DONE);
        assertThat(owner.rows("SELECT * FROM article_g2.article ORDER BY id")).isEqualTo(before);

        node.log().publish(event(revised(2, "after"), 1, MONDAY));
        assertThat(node.reaches(new StreamVersion("article-2", 1))).isTrue();
        assertThat(owner.value("SELECT version FROM article_g2.article WHERE id = 2", Long.class))
                .isEqualTo(1);
        assertThat(owner.value("SELECT version FROM article_g1.article WHERE id = 2", Long.class))
                .isZero();
        assertThat(owner.value("SELECT phase FROM read_model.rebuild WHERE projection = 'article'", String.class))
                .isEqualTo("done");
        assertThat(owner.value("SELECT count(*) FROM pg_indexes WHERE schemaname = 'article_g2'", Integer.class))
                .isEqualTo(4);
    }

    @Test
    void every_projection_can_be_rebuilt_and_again() {
        for (String projection : List.of("user", "article", "image", "article")) {
            assertThat(rebuilds().run(rebuild(projection), _ -> {}).differing()).isZero();
        }
        assertThat(generations("article")).containsExactly("1 kept", "2 kept", "3 active");
    }

    @Test
    void the_generation_that_is_gone_back_to_is_brought_up_to_date_first() {
        rebuilds().run(rebuild("article"), _ -> {});
        node.log().publish(event(revised(2, "after"), 1, MONDAY));
        assertThat(node.reaches(new StreamVersion("article-2", 1))).isTrue();

        RebuildReport report = rebuilds().run(order("article", Purpose.SWITCH, 1, false, false), _ -> {});

        assertThat(report.generation()).isEqualTo(1);
        assertThat(generations("article")).containsExactly("1 active", "2 kept");
        assertThat(owner.value("SELECT body FROM read_model.article WHERE id = 2", String.class))
                .isEqualTo("after");
        assertThat(report.events()).isLessThan(ARTICLES);
    }

    @Test
    void a_row_that_somebody_tampered_with_stops_it_unless_that_is_accepted() {
        owner.execute("UPDATE article_g1.article SET title = 'Tampered' WHERE id = 7");
        awaitIdleTokens();

        assertThatThrownBy(() -> rebuilds().run(rebuild("article"), _ -> {}))
                .isInstanceOf(RebuildStopped.class)
                .hasMessage(
                        "1 rows differ from the live generation, for example: article-7, version 0, differs in title");
        assertThat(generations("article")).containsExactly("1 active");
        assertThat(owner.value("SELECT to_regnamespace('article_g2') IS NULL", Boolean.class))
                .isTrue();

        RebuildReport report = rebuilds().run(order("article", Purpose.REBUILD, null, false, true), _ -> {});
        assertThat(report.differing()).isEqualTo(1);
        assertThat(owner.value("SELECT title FROM read_model.article WHERE id = 7", String.class))
                .isEqualTo("Article 7");
    }

    @Test
    void verifying_tells_of_rows_that_are_missing_or_too_many_and_changes_nothing() {
        owner.execute("DELETE FROM article_g1.article WHERE id = 7");
        owner.execute("INSERT INTO article_g1.article SELECT 4711, version, author_id, slug, title, body, html,"
                + " table_of_contents, meta_description, featured_image, created_at, updated_at"
                + " FROM article_g1.article WHERE id = 8");
        awaitIdleTokens();

        RebuildReport report = rebuilds().run(order("article", Purpose.VERIFY, null, false, false), _ -> {});

        assertThat(report.differing()).isEqualTo(2);
        assertThat(report.examples())
                .containsExactly("article-7 is in the new generation only", "article-4711 is missing");
        assertThat(report.frozen()).isZero();
        assertThat(generations("article")).containsExactly("1 active");
    }

    @Test
    void an_event_that_cannot_be_taken_stops_it_and_is_named() {
        node.log().publish(event(registered(new io.talel.kernel.user.UserId(99), "zoe"), 0, MONDAY));
        storeUnreadable("user-99", 1);
        storeUnreadable("user-99", 2);

        assertThatThrownBy(() -> rebuilds().run(rebuild("user"), _ -> {}))
                .isInstanceOf(RebuildStopped.class)
                .hasMessageStartingWith("An event cannot be taken: UserPinned, version 1 of user-99, at ");

        RebuildReport report = rebuilds().run(order("user", Purpose.REBUILD, null, true, false), _ -> {});
        assertThat(report.parked()).isEqualTo(2);
        assertThat(owner.rows("SELECT stream, version, event, cause FROM read_model.dead_letter"
                        + " WHERE projection = 'user' AND generation = " + report.generation() + " ORDER BY version"))
                .hasSize(2)
                .first()
                .extracting(row -> row.get("cause"))
                .isEqualTo(IllegalStateException.class.getName());
        assertThat(report.examples()).contains("1 streams with dead letters were left out");
    }

    @Test
    void what_cannot_be_done_is_refused() {
        assertThatThrownBy(() -> rebuilds().run(rebuild("banana"), _ -> {}))
                .isInstanceOf(RebuildRefused.class)
                .hasMessage("There is no projection banana; there are user, article, image");
        assertThatThrownBy(() -> rebuilds().run(order("article", Purpose.SWITCH, 9, false, false), _ -> {}))
                .isInstanceOf(RebuildRefused.class)
                .hasMessage("There is no generation 9 of article that is kept");
    }

    private void storeUnreadable(String stream, long version) {
        owner.execute("INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,"
                + " aggregate_type, occurred_at, event_name, event_revision, payload, metadata)"
                + " SELECT gen_random_uuid(), '" + stream + "', " + version + ", 'User', now(), 'UserPinned', '1',"
                + " '{}', '{}'");
    }

    /** The tokens of segments without events follow with the extension of their claims. */
    private void awaitIdleTokens() {
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> owner.value(
                        "SELECT min((convert_from(token, 'UTF8')::jsonb ->> 'index')::bigint)"
                                + " = (SELECT max(global_index) FROM event_store.domain_event)"
                                + " FROM read_model.token_entry WHERE processor_name = 'article'",
                        Boolean.class));
    }

    private List<String> generations(String projection) {
        return owner
                .rows(
                        "SELECT number || CASE WHEN active THEN ' active' WHEN keep_until > now() THEN ' kept' ELSE '' END"
                                + " AS state FROM read_model.generation WHERE projection = '" + projection
                                + "' ORDER BY number")
                .stream()
                .map(row -> String.valueOf(row.get("state")))
                .toList();
    }

    private Rebuilds rebuilds() {
        return operator.context().getBean(Rebuilds.class);
    }

    static RebuildOrder rebuild(String projection) {
        return order(projection, Purpose.REBUILD, null, false, false);
    }

    static RebuildOrder order(
            String projection, Purpose purpose, Integer to, boolean skipErrors, boolean acceptDifferences) {
        return new RebuildOrder(
                projection, purpose, to, skipErrors, acceptDifferences, RebuildOrder.KEEP, "ada", "a test");
    }
}
