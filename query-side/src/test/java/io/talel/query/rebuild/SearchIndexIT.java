package io.talel.query.rebuild;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.published;
import static io.talel.query.Examples.registered;
import static io.talel.query.Examples.removedArticle;
import static io.talel.query.Examples.retitled;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.view.ArticleEntry;
import io.talel.kernel.article.view.ArticleFilter;
import io.talel.kernel.article.view.ArticleList;
import io.talel.kernel.article.view.ArticlePosition;
import io.talel.kernel.article.view.ArticleQuery.ListArticles;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Words are made after the rows: none is forgotten, and none outlives its article. */
class SearchIndexIT {

    private static final String INDEX = "SELECT read_model.index_articles(1000)";
    private static final String WORDS = "SELECT id, code_version, words FROM read_model.article_search ORDER BY id";

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final TestDatabase owner = TestDatabase.asOwnerOf(database);
    private final QueryNode node = QueryNode.onOneDatabase(database);

    @BeforeEach
    void two_articles_are_found() {
        node.log()
                .publish(
                        event(registered(ADA, "ada"), 0, MONDAY),
                        event(published(1, ADA, "First fox"), 0, MONDAY),
                        event(published(2, ADA, "Second fox"), 0, MONDAY));
        assertThat(node.reaches(new StreamVersion("user-7", 0))).isTrue();
        assertThat(node.reaches(new StreamVersion("article-1", 0))).isTrue();
        assertThat(node.reaches(new StreamVersion("article-2", 0))).isTrue();
        assertThat(found("fox")).containsExactly(2L, 1L);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void nodes_keep_the_index_up_to_date() {
        node.log().publish(event(retitled(1, "First hare"), 1, MONDAY), event(removedArticle(2), 1, MONDAY));

        await().until(() ->
                owner.rows("SELECT FROM read_model.article_search WHERE 'hare' = ANY (tsvector_to_array(words))")
                                .size()
                        == 1);
        assertThat(found("fox")).isEmpty();
    }

    @Test
    void a_search_finds_what_readers_see_at_once() {
        for (int version = 1; version <= 10; version++) {
            node.log().publish(event(retitled(1, "Hare " + version), version, MONDAY));
            assertThat(node.reaches(new StreamVersion("article-1", version))).isTrue();

            assertThat(found("hare " + version)).containsExactly(1L);
            assertThat(found("hare " + (version - 1))).isEmpty();
        }
    }

    @Test
    void a_search_does_not_wait_for_ever_for_another_node() throws SQLException {
        try (Connection making = owner.connect();
                Statement statement = making.createStatement()) {
            making.setAutoCommit(false);
            statement.execute(INDEX);
            node.log().publish(event(retitled(1, "First hare"), 1, MONDAY));
            assertThat(node.reaches(new StreamVersion("article-1", 1))).isTrue();

            assertThat(found("fox")).containsExactly(2L, 1L);
            assertThat(found("hare")).isEmpty();
            making.commit();
        }
        await().until(() -> found("hare").equals(List.of(1L)));
    }

    @Test
    void a_rebuild_leaves_the_words_and_the_next_node_makes_what_is_missing() {
        owner.execute("DELETE FROM read_model.article_search WHERE id = 1");
        owner.execute(
                "INSERT INTO read_model.article_search SELECT 4711, version, code_version, created_at, configuration, words"
                        + " FROM read_model.article_search");

        try (Operators operator = Operators.of(database)) {
            operator.run(Operators.rebuild("article"));
        }

        await().until(() -> found("fox").equals(List.of(2L, 1L)));
        await().until(() -> owner.rows(WORDS).size() == 2);
    }

    @Test
    void words_of_rows_that_were_wrong_are_made_anew_with_the_rows() {
        owner.execute(
                "UPDATE article_g1.article SET title = 'Wolf', plain_text = '', meta_description = '' WHERE id = 1");
        owner.execute("INSERT INTO read_model.article_search_queue VALUES (1)");
        await().until(() -> found("fox").equals(List.of(2L)));

        try (Operators operator = Operators.of(database)) {
            operator.run(Operators.acceptingDifferences("article"));
        }

        await().until(() -> found("fox").equals(List.of(2L, 1L)));
        assertThat(found("wolf")).isEmpty();
    }

    @Test
    void articles_are_found_while_their_words_are_made_by_another_version_of_the_code() {
        try (Operators operator = Operators.ofTheNextVersion(database)) {
            List<Map<String, Object>> before = owner.rows(WORDS);
            node.close();

            operator.run(Operators.rebuild("article"));

            assertThat(owner.rows(WORDS)).isEqualTo(before);
            assertThat(ids(operator.process(), "fox")).containsExactly(2L, 1L);
            operator.process().index();
            assertThat(owner.rows(WORDS)).zipSatisfy(before, (now, then) -> assertThat(now)
                    .containsEntry("words", then.get("words"))
                    .containsEntry("code_version", (Integer) then.get("code_version") + 1));
        }
    }

    @Test
    void more_articles_than_a_slice_are_compared_slice_by_slice() {
        node.close();
        owner.execute("""
                INSERT INTO article_g1.article (id, version, author_id, slug, title, body, html, table_of_contents, meta_description,
                                                featured_image, created_at, updated_at)
                SELECT id, 0, 7, '', '', '', '', '', '', '', now(), now() FROM generate_series(3, 25000) id;
                TRUNCATE read_model.article_search_queue;
                INSERT INTO read_model.article_search_queue VALUES (0)
                """);

        long taken = 0;
        for (long batch = index(owner); batch > 0; batch = index(owner)) {
            taken += batch;
        }

        assertThat(taken).as("articles and places where to go on").isEqualTo(24_998 + 4);
        assertThat(owner.value("SELECT count(*) FROM read_model.article_search", Long.class))
                .isEqualTo(25_000);
    }

    @Test
    void words_that_are_being_made_do_not_outlive_their_article() throws SQLException {
        node.close();
        try (Connection making = owner.connect();
                Statement statement = making.createStatement()) {
            owner.execute("INSERT INTO read_model.article_search_queue VALUES (1)");
            owner.execute("DELETE FROM read_model.article_search");
            making.setAutoCommit(false);
            statement.execute(INDEX);
            try (QueryNode another = QueryNode.onOneDatabase(database)) {
                another.log().publish(event(removedArticle(1), 1, MONDAY));
                assertThat(another.reaches(new StreamVersion("article-1", 1))).isTrue();
                making.commit();

                await().until(() -> owner.rows("SELECT FROM read_model.article_search_queue")
                        .isEmpty());
            }
        }
        assertThat(owner.rows(WORDS)).isEmpty();
    }

    @Test
    void one_transaction_at_a_time_makes_words() throws SQLException {
        node.close();
        try (Connection making = owner.connect();
                Statement statement = making.createStatement()) {
            making.setAutoCommit(false);
            owner.execute("INSERT INTO read_model.article_search_queue VALUES (1)");
            statement.execute(INDEX);
            owner.execute("INSERT INTO read_model.article_search_queue VALUES (2)");

            assertThat(index(owner)).isZero();
            making.commit();
        }
        assertThat(index(owner)).isEqualTo(1);
    }

    private static int index(TestDatabase on) {
        return on.value(INDEX, Integer.class);
    }

    private List<Long> found(String words) {
        return ids(node, words);
    }

    private static List<Long> ids(QueryNode on, String words) {
        ArticleFilter filter = new ArticleFilter(Optional.empty(), Optional.empty(), Optional.of(words));
        return on.ask(new ListArticles(filter, ArticlePosition.BEGINNING, 10), ArticleList.class).articles().stream()
                .map(ArticleEntry::id)
                .map(id -> id.value())
                .toList();
    }
}
