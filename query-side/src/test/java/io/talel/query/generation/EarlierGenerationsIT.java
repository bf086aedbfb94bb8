package io.talel.query.generation;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.published;
import static io.talel.query.Examples.registered;
import static io.talel.query.Examples.removedArticle;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.view.ArticleFilter;
import io.talel.kernel.article.view.ArticleList;
import io.talel.kernel.article.view.ArticlePosition;
import io.talel.kernel.article.view.ArticleQuery.FindOwnArticle;
import io.talel.kernel.article.view.ArticleQuery.ListArticles;
import io.talel.kernel.article.view.ArticleQuery.ListTags;
import io.talel.kernel.article.view.OwnArticle;
import io.talel.kernel.article.view.TagCount;
import io.talel.kernel.user.UserProfile;
import io.talel.kernel.user.UserQuery.FindProfile;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.Test;

/** Generations that an earlier release or another switch has left, as a node finds them at its start. */
class EarlierGenerationsIT {

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final TestDatabase owner = TestDatabase.asOwnerOf(database);
    private final InMemoryEventStorageEngine log = new InMemoryEventStorageEngine();

    @Test
    void a_generation_of_an_earlier_release_is_counted_when_it_is_read() throws Exception {
        try (QueryNode writing = QueryNode.start(database, log)) {
            writing.log()
                    .publish(
                            event(registered(ADA, "ada"), 0, MONDAY),
                            event(published(1, ADA, "First"), 0, MONDAY),
                            event(published(2, ADA, "Second"), 0, MONDAY),
                            event(removedArticle(2), 1, MONDAY));
            assertThat(writing.reaches(new StreamVersion("user-7", 0))).isTrue();
            assertThat(writing.reaches(new StreamVersion("article-1", 0))).isTrue();
            assertThat(writing.reaches(new StreamVersion("article-2", 1))).isTrue();
        }
        owner.execute("""
                DROP VIEW read_model.author_articles, read_model.tag_articles;
                DROP TRIGGER count_tags_changed ON article_g1.article;
                DROP TRIGGER count_added ON article_g1.article;
                DROP TRIGGER count_changed ON article_g1.article;
                DROP TABLE article_g1.author_articles, article_g1.tag_articles;
                DROP FUNCTION article_g1.count_articles, article_g1.count_added, article_g1.count_changed, article_g1.count_tag,
                              article_g1.count_tags_changed
                """);

        try (QueryNode upgraded = QueryNode.start(database, log)) {
            assertThat(adasArticles(upgraded)).isEqualTo(1);
            upgraded.log().publish(event(published(3, ADA, "Third"), 0, MONDAY));
            assertThat(upgraded.reaches(new StreamVersion("article-3", 0))).isTrue();
            assertThat(adasArticles(upgraded)).isEqualTo(2);
            assertThat(tags(upgraded)).isEmpty();
        }
    }

    @Test
    void a_generation_of_a_release_without_drafts_shows_its_articles_to_their_authors() throws Exception {
        writeOneArticle();
        owner.execute("""
                DROP VIEW read_model.own_article, read_model.article_entry, read_model.tag_articles;
                DROP TABLE article_g1.tag_articles;
                ALTER TABLE article_g1.article DROP COLUMN published CASCADE, DROP COLUMN trashed CASCADE
                """);
        dropTagsAndWhatCameLater();

        try (QueryNode upgraded = QueryNode.start(database, log, "talelio.projections.enabled=false")) {
            assertThat(upgraded.find(new FindOwnArticle(new ArticleId(1), 10_000), OwnArticle.class))
                    .get()
                    .extracting(OwnArticle::status)
                    .isEqualTo(ArticleStatus.PUBLISHED);
            assertThat(tags(upgraded)).isEmpty();
            assertThat(titles(upgraded, ArticleFilter.NONE)).containsExactly("First");
        }
    }

    @Test
    void a_generation_of_a_release_without_tags_shows_its_articles_without_tags() throws Exception {
        writeOneArticle();
        owner.execute("""
                DROP VIEW read_model.article_labels, read_model.article_entry, read_model.tag_articles;
                DROP TABLE article_g1.tag_articles;
                CREATE OR REPLACE VIEW read_model.article AS
                SELECT id, version, author_id, slug, title, body, html, table_of_contents, meta_description,
                       featured_image, created_at, updated_at
                FROM article_g1.article
                WHERE published AND NOT trashed AND NOT removed
                """);
        dropTagsAndWhatCameLater();

        try (QueryNode upgraded = QueryNode.start(database, log, "talelio.projections.enabled=false")) {
            assertThat(upgraded.article(new Slug("first")))
                    .get()
                    .extracting(page -> page.article().content())
                    .satisfies(content -> {
                        assertThat(content.tags()).isEqualTo(Tags.NONE);
                        assertThat(content.language()).isEqualTo(Language.UNKNOWN);
                    });
            assertThat(titles(upgraded, ArticleFilter.NONE)).containsExactly("First");
            assertThat(tags(upgraded)).isEmpty();
            exposeAnotherGeneration();
            assertThat(titles(upgraded, ArticleFilter.NONE)).isEmpty();
        }
    }

    @Test
    void in_a_generation_of_a_release_without_searches_articles_are_found_by_their_titles() throws Exception {
        writeOneArticle();
        owner.execute("""
                UPDATE article_g1.article
                SET pinned_version = 0, pinned_title = 'Shown', pinned_body = body, pinned_html = html,
                    pinned_table_of_contents = table_of_contents, pinned_meta_description = meta_description,
                    pinned_featured_image = featured_image, pinned_tags = '{Shown}', pinned_language = language,
                    pinned_dialect = dialect, pinned_updated_at = updated_at;
                DROP VIEW read_model.article_entry, read_model.tag_articles;
                DROP TABLE article_g1.tag_articles;
                DROP TRIGGER count_tags_changed ON article_g1.article;
                ALTER TABLE article_g1.article DROP COLUMN plain_text, DROP COLUMN pinned_plain_text;
                TRUNCATE read_model.article_search
                """);

        try (QueryNode upgraded = QueryNode.start(database, log, "talelio.projections.enabled=false")) {
            assertThat(titles(upgraded, ArticleFilter.NONE)).containsExactly("Shown");
            assertThat(titles(
                            upgraded,
                            new ArticleFilter(Optional.empty(), Optional.of(new Username("ada")), Optional.empty())))
                    .containsExactly("Shown");
            assertThat(titles(upgraded, new ArticleFilter(Optional.of("shown"), Optional.empty(), Optional.empty())))
                    .containsExactly("Shown");
            ArticleFilter words = new ArticleFilter(Optional.empty(), Optional.empty(), Optional.of("shown"));
            assertThat(titles(upgraded, words)).isEmpty();
            upgraded.index();
            assertThat(titles(upgraded, words)).containsExactly("Shown");
            assertThat(tags(upgraded)).isEmpty();
            exposeAnotherGeneration();
            assertThat(titles(upgraded, ArticleFilter.NONE)).isEmpty();
        }
    }

    @Test
    void a_view_that_shows_the_counts_of_another_generation_is_mended_by_the_next_start() throws Exception {
        writeOneArticle();
        exposeAnotherGeneration();
        owner.execute(owner.value(
                "SELECT 'CREATE OR REPLACE VIEW read_model.article AS '"
                        + " || replace(pg_get_viewdef('read_model.article'), 'article_g2', 'article_g1')",
                String.class));

        try (QueryNode next = QueryNode.start(database, log)) {
            assertThat(adasArticles(next)).isEqualTo(1);
        }
    }

    private void exposeAnotherGeneration() throws SQLException {
        try (Connection connection = owner.connect()) {
            GenerationSchema schema = new GenerationSchema(database.user());
            Generation other = new Generation("article", 2, 1);
            schema.createTables(connection, other);
            schema.expose(connection, other);
        }
    }

    private void writeOneArticle() {
        try (QueryNode writing = QueryNode.start(database, log)) {
            writing.log()
                    .publish(event(registered(ADA, "ada"), 0, MONDAY), event(published(1, ADA, "First"), 0, MONDAY));
            assertThat(writing.reaches(new StreamVersion("user-7", 0))).isTrue();
            assertThat(writing.reaches(new StreamVersion("article-1", 0))).isTrue();
        }
    }

    /** Drops these columns of the articles with all that depends on them. */
    private void dropTagsAndWhatCameLater() {
        owner.execute(owner.value("""
                SELECT 'ALTER TABLE article_g1.article '
                    || string_agg(format('DROP COLUMN %I CASCADE', attname), ', ' ORDER BY attnum DESC)
                FROM pg_attribute
                WHERE attrelid = 'article_g1.article'::regclass AND NOT attisdropped AND attnum >= (
                    SELECT attnum FROM pg_attribute WHERE attrelid = 'article_g1.article'::regclass AND attname = 'tags')
                """, String.class));
    }

    private static long adasArticles(QueryNode node) {
        return node.find(new FindProfile(new Username("ada")), UserProfile.class)
                .orElseThrow()
                .articles();
    }

    private static List<String> titles(QueryNode node, ArticleFilter filter) {
        return node.ask(new ListArticles(filter, ArticlePosition.BEGINNING, 10), ArticleList.class).articles().stream()
                .map(article -> article.heading().title().value())
                .toList();
    }

    private static List<TagCount> tags(QueryNode node) {
        return node.context()
                .getBean(QueryGateway.class)
                .query(new ListTags("", 10), ResponseTypes.multipleInstancesOf(TagCount.class))
                .join();
    }
}
