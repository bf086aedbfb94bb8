package io.talel.query;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.registered;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.ArticleDrafted;
import io.talel.kernel.article.ArticleEvent.ArticleRemoved;
import io.talel.kernel.article.ArticleEvent.ArticleRestored;
import io.talel.kernel.article.ArticleEvent.ArticleRetitled;
import io.talel.kernel.article.ArticleEvent.ArticleTrashed;
import io.talel.kernel.article.ArticleEvent.ArticleUnpublished;
import io.talel.kernel.article.ArticleEvent.DraftPublished;
import io.talel.kernel.article.ArticleEvent.VersionPinned;
import io.talel.kernel.article.ArticleEvent.VersionUnpinned;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.MetaDescription;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.article.view.ArticleEntry;
import io.talel.kernel.article.view.ArticleEntry.Heading;
import io.talel.kernel.article.view.ArticleEntry.Part;
import io.talel.kernel.article.view.ArticleFilter;
import io.talel.kernel.article.view.ArticleList;
import io.talel.kernel.article.view.ArticlePosition;
import io.talel.kernel.article.view.ArticleQuery.ListArticles;
import io.talel.kernel.article.view.ArticleQuery.ListTags;
import io.talel.kernel.article.view.TagCount;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists, searches and tags know the version that readers see, and no edit that is kept from them. */
class PinnedSearchIT {

    private static final ArticleId ID = new ArticleId(1);
    private static final ArticleContent SHOWN = content("Shown title", "Alte *Häuser*", "shown summary", "de", "Shown");
    private static final ArticleContent KEPT = content("Kept title", "Secret houses", "kept summary", "en", "Kept");

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final QueryNode node = QueryNode.start(database, new InMemoryEventStorageEngine());
    private long version = -1;

    @BeforeEach
    void a_version_is_pinned_that_was_edited_twice() {
        node.log().publish(event(registered(ADA, "ada"), 0, MONDAY));
        assertThat(node.reaches(new StreamVersion("user-7", 0))).isTrue();
        record(
                ArticleDrafted.of(ID, ADA, new Slug("slug"), 1, SHOWN),
                ArticleRetitled.of(ID, KEPT),
                VersionPinned.of(ID, 0, SHOWN),
                new DraftPublished(ID));
        record(ArticleRetitled.of(ID, KEPT));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void a_list_shows_the_pinned_version() {
        ArticleEntry entry = list(ArticleFilter.NONE).getFirst();

        assertThat(entry.heading())
                .isEqualTo(new Heading(
                        SHOWN.title(), SHOWN.metaDescription(), SHOWN.featuredImage(), SHOWN.tags(), SHOWN.language()));
        assertThat(entry.updatedAt()).isEqualTo(entry.createdAt());
    }

    @Test
    void a_search_finds_the_words_of_the_pinned_version_in_its_language() {
        for (String words : List.of("title", "shown", "summary", "haus", "alt")) {
            assertThat(search(words)).as(words).hasSize(1);
        }
        assertThat(search("haus").getFirst().excerpt().orElseThrow())
                .containsExactly(new Part("Alte ", false), new Part("Häuser", true));
    }

    @Test
    void a_search_finds_no_word_that_is_kept_from_readers() {
        for (String words : List.of("kept", "secret", "house", "houses", "title -shown")) {
            assertThat(search(words)).as(words).isEmpty();
        }
    }

    @Test
    void the_tags_of_the_pinned_version_are_listed_and_counted() {
        assertThat(tagged("shown")).hasSize(1);
        assertThat(tagged("kept")).isEmpty();
        assertThat(tags()).containsExactly(new TagCount("shown", 1));
    }

    @Test
    void the_edits_are_found_once_they_are_published() {
        record(new VersionUnpinned(ID));

        assertThat(search("secret house kept")).hasSize(1);
        assertThat(search("shown")).isEmpty();
        assertThat(search("haus")).isEmpty();
        assertThat(tagged("kept")).hasSize(1);
        assertThat(tagged("shown")).isEmpty();
        assertThat(tags()).containsExactly(new TagCount("kept", 1));
        assertThat(list(ArticleFilter.NONE).getFirst().heading().title()).isEqualTo(KEPT.title());
    }

    @Test
    void what_is_taken_back_is_not_found_in_any_version() {
        record(new ArticleUnpublished(ID));

        isNowhere();
    }

    @Test
    void what_is_restored_from_the_trash_is_found_in_the_pinned_version() {
        record(new ArticleTrashed(ID));
        isNowhere();
        record(new ArticleRestored(ID));

        assertThat(search("shown haus")).hasSize(1);
        assertThat(search("secret")).isEmpty();
        assertThat(tags()).containsExactly(new TagCount("shown", 1));
    }

    @Test
    void the_row_of_a_removed_article_has_no_word_of_either_version() {
        record(new ArticleRemoved(ID));

        isNowhere();
        TestDatabase owner = TestDatabase.asOwnerOf(database);
        assertThat(owner.value("SELECT article::text FROM article_g1.article", String.class))
                .doesNotContainIgnoringCase("shown", "kept", "secret", "haus", "häus", "hous");
        assertThat(owner.value("SELECT count(*) FROM read_model.article_search", Long.class))
                .isZero();
    }

    private void isNowhere() {
        assertThat(list(ArticleFilter.NONE)).isEmpty();
        assertThat(search("shown or kept or haus or secret")).isEmpty();
        assertThat(tagged("shown")).isEmpty();
        assertThat(tags()).isEmpty();
    }

    /** The first four at the same time. */
    private void record(ArticleEvent... events) {
        node.log()
                .publish(List.of(events).stream()
                        .map(event -> event(event, ++version, MONDAY.plusSeconds(version / 4)))
                        .toList());
        assertThat(node.reaches(new StreamVersion("article-1", version))).isTrue();
        assertThat(tags().stream().flatMap(tag -> tagged(tag.tag()).stream()))
                .as("articles with a tag, before they are indexed")
                .hasSameSizeAs(list(ArticleFilter.NONE));
        node.index();
    }

    private static ArticleContent content(String title, String body, String summary, String language, String tag) {
        return new ArticleContent(
                new Title(title),
                new Markdown(body),
                new MetaDescription(summary),
                new FeaturedImage("https://talel.io/" + tag + ".png"),
                new Tags(List.of(tag)),
                new Language(language),
                Dialect.PYTHON_MARKDOWN);
    }

    private List<ArticleEntry> search(String words) {
        return list(new ArticleFilter(Optional.empty(), Optional.empty(), Optional.of(words)));
    }

    private List<ArticleEntry> tagged(String tag) {
        return list(new ArticleFilter(Optional.of(tag), Optional.empty(), Optional.empty()));
    }

    private List<ArticleEntry> list(ArticleFilter filter) {
        return node.ask(new ListArticles(filter, ArticlePosition.BEGINNING, 10), ArticleList.class)
                .articles();
    }

    private List<TagCount> tags() {
        return node.context()
                .getBean(QueryGateway.class)
                .query(new ListTags("", 10), ResponseTypes.multipleInstancesOf(TagCount.class))
                .join();
    }
}
