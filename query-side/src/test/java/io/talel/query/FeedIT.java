package io.talel.query;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.BOB;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.drafted;
import static io.talel.query.Examples.pinned;
import static io.talel.query.Examples.published;
import static io.talel.query.Examples.registered;
import static io.talel.query.Examples.removed;
import static io.talel.query.Examples.removedArticle;
import static io.talel.query.Examples.retitled;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleEvent.ArticleTrashed;
import io.talel.kernel.article.ArticleEvent.DraftPublished;
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
import io.talel.kernel.article.view.ArticleFilter;
import io.talel.kernel.article.view.ArticleQuery.DigestFeed;
import io.talel.kernel.article.view.ArticleQuery.FindLists;
import io.talel.kernel.article.view.ArticleQuery.ListFeed;
import io.talel.kernel.article.view.FeedArticle;
import io.talel.kernel.article.view.ListDigest;
import io.talel.kernel.article.view.ListedUnder;
import io.talel.kernel.user.ErasedName;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.SharedServers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Feeds have the newest articles as readers see them, within a budget. */
class FeedIT {

    private static final int ENOUGH = 1_000_000;
    private static final Username ADAS_NAME = new Username("ada");

    private static final QueryNode NODE =
            QueryNode.start(SharedServers.newDatabase(), new InMemoryEventStorageEngine());
    private static final Map<Long, Long> VERSIONS = new TreeMap<>();
    private static long second;

    @BeforeAll
    static void a_log_has_been_projected() {
        NODE.log().publish(event(registered(ADA, "ada"), 0, MONDAY), event(registered(BOB, "bob"), 0, MONDAY));
        record(1, published(1, ADA, "First"));
        record(2, of(2, "Long", "x\uD83D\uDE80".repeat(2_500), "", "plain words"));
        record(3, published(3, BOB, "Of Bob"));
        record(4, published(4, ADA, "Trashed"));
        record(4, new ArticleTrashed(new ArticleId(4)));
        record(5, drafted(5, ADA, "Pinned"));
        record(5, retitled(5, "Kept from readers"));
        record(5, pinned(5, "Pinned"));
        record(5, new DraftPublished(new ArticleId(5)));
        record(6, drafted(6, ADA, "Draft"));
        record(7, published(7, ADA, "Gone for ever"));
        record(7, removedArticle(7));
        record(8, of(8, "Short", "Short: “said” – `<Name>`…", " ", "words"));
        NODE.log().publish(event(removed(BOB), 1, MONDAY.plusSeconds(100)));
        VERSIONS.forEach((id, version) -> assertThat(NODE.reaches(new StreamVersion("article-" + id, version)))
                .isTrue());
        assertThat(NODE.reaches(new StreamVersion("user-7", 0))).isTrue();
        assertThat(NODE.reaches(new StreamVersion("user-8", 1))).isTrue();
    }

    private static void record(long article, ArticleEvent event) {
        long version = VERSIONS.merge(article, 0L, (before, _) -> before + 1);
        NODE.log().publish(event(event, version, MONDAY.plusSeconds(++second)));
    }

    private static ArticlePublished of(long id, String title, String body, String description, String tag) {
        return ArticlePublished.of(
                new ArticleId(id),
                ADA,
                new Slug("slug-" + id),
                1,
                new ArticleContent(
                        new Title(title),
                        new Markdown(body),
                        new MetaDescription(description),
                        FeaturedImage.NONE,
                        new Tags(List.of(tag)),
                        Language.UNKNOWN,
                        Dialect.PYTHON_MARKDOWN));
    }

    @AfterAll
    static void stop() {
        NODE.close();
    }

    @Test
    void a_feed_has_what_readers_see_the_newest_first() {
        assertThat(titles(feed(ArticleFilter.NONE, 30))).containsExactly("Short", "Pinned", "Of Bob", "Long", "First");
        assertThat(titles(feed(ArticleFilter.NONE, 2))).containsExactly("Short", "Pinned");
    }

    @Test
    void a_pinned_version_is_what_a_feed_says() {
        FeedArticle pinned = feed(ArticleFilter.NONE, 2).get(1);

        assertThat(pinned.html()).hasValueSatisfying(html -> assertThat(html).contains("Pinned"));
        assertThat(pinned.summary()).isEqualTo("about Pinned");
        assertThat(pinned.entry().heading().tags().values()).containsExactly("News", "Title 6");
        assertThat(pinned.entry().heading().language()).isEqualTo(new Language("en"));
        assertThat(pinned.toString()).doesNotContain("Kept", "retitled");
    }

    @Test
    void the_beginning_of_a_text_stands_for_a_description_that_is_missing() {
        List<FeedArticle> articles = feed(ArticleFilter.NONE, 30);

        assertThat(articles.get(0).summary()).isEqualTo("Short: “said” – <Name>…");
        assertThat(articles.get(3).summary()).isEqualTo("x\uD83D\uDE80".repeat(150));
    }

    @Test
    void a_text_that_is_too_large_is_left_out_and_does_not_count() {
        List<FeedArticle> articles = feed(new ListFeed(ArticleFilter.NONE, 30, ENOUGH, 4_999));

        assertThat(articles).hasSize(5);
        assertThat(articles)
                .filteredOn(article -> article.html().isEmpty())
                .extracting(FeedIT::title)
                .containsExactly("Long");
    }

    @Test
    void texts_are_left_out_from_that_on_that_is_too_much_with_those_before() {
        List<FeedArticle> articles = feed(new ListFeed(ArticleFilter.NONE, 30, 150, ENOUGH));

        assertThat(articles)
                .filteredOn(article -> article.html().isEmpty())
                .extracting(FeedIT::title)
                .containsExactly("Long", "First");
    }

    @Test
    void the_digest_of_a_feed_tells_how_many_articles_it_has() {
        ListDigest all = digest(ArticleFilter.NONE, 30);

        assertThat(all.count()).isEqualTo(5);
        assertThat(digest(ArticleFilter.NONE, 30)).isEqualTo(all);
        assertThat(digest(ArticleFilter.NONE, 4).hash()).isNotEqualTo(all.hash());
        assertThat(digest(of(ADAS_NAME), 30).count()).isEqualTo(4);
        assertThat(digest(tagged("NEWS"), 30).count()).isEqualTo(3);
        assertThat(digest(tagged("nothing"), 30)).isEqualTo(new ListDigest(0, 0));
        assertThat(digest(of(new Username(ErasedName.TEXT)), 30)).isEqualTo(new ListDigest(0, 0));
    }

    private static ListDigest digest(ArticleFilter filter, int limit) {
        return NODE.ask(new DigestFeed(filter, limit), ListDigest.class);
    }

    @Test
    void authors_and_tags_have_feeds_of_their_own() {
        assertThat(titles(feed(of(ADAS_NAME), 30))).containsExactly("Short", "Pinned", "Long", "First");
        assertThat(titles(feed(tagged("NEWS"), 30))).containsExactly("Pinned", "Of Bob", "First");
        assertThat(feed(tagged("nothing"), 30)).isEmpty();
        assertThat(feed(of(new Username("nobody")), 30)).isEmpty();
    }

    @Test
    void an_erased_author_is_found_by_no_name() {
        assertThat(feed(ArticleFilter.NONE, 3)
                        .get(2)
                        .entry()
                        .author()
                        .username()
                        .value())
                .isEqualTo(ErasedName.TEXT);
        assertThat(feed(of(new Username("bob")), 30)).isEmpty();
        assertThat(feed(of(new Username(ErasedName.TEXT)), 30)).isEmpty();
    }

    @Test
    void an_article_is_in_the_lists_of_its_author_and_of_all_its_tags() {
        assertThat(lists(1)).contains(new ListedUnder(Optional.of(ADAS_NAME), List.of("news", "title 5")));
        assertThat(lists(3)).contains(new ListedUnder(Optional.empty(), List.of("news", "title 6")));
    }

    @Test
    void the_lists_tell_no_tags_that_are_kept_from_readers() {
        assertThat(lists(4)).contains(new ListedUnder(Optional.of(ADAS_NAME), List.of("news", "title 7")));
        assertThat(lists(5)).contains(new ListedUnder(Optional.of(ADAS_NAME), List.of("news", "title 6")));
        assertThat(lists(6)).contains(new ListedUnder(Optional.of(ADAS_NAME), List.of("news", "title 5")));
        assertThat(lists(7)).isEmpty();
    }

    private static Optional<ListedUnder> lists(long id) {
        return NODE.find(new FindLists(new ArticleId(id)), ListedUnder.class);
    }

    private static ArticleFilter of(Username author) {
        return new ArticleFilter(Optional.empty(), Optional.of(author), Optional.empty());
    }

    private static ArticleFilter tagged(String tag) {
        return new ArticleFilter(Optional.of(tag), Optional.empty(), Optional.empty());
    }

    private static List<FeedArticle> feed(ArticleFilter filter, int limit) {
        return feed(new ListFeed(filter, limit, ENOUGH, ENOUGH));
    }

    private static List<FeedArticle> feed(ListFeed query) {
        return NODE.context()
                .getBean(QueryGateway.class)
                .query(query, ResponseTypes.multipleInstancesOf(FeedArticle.class))
                .join();
    }

    private static List<String> titles(List<FeedArticle> articles) {
        return articles.stream().map(FeedIT::title).toList();
    }

    private static String title(FeedArticle article) {
        return article.entry().heading().title().value();
    }
}
