package io.talel.query;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.BOB;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.registered;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.ArticleDrafted;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleEvent.ArticleRemoved;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.kernel.article.ArticleEvent.ArticleTrashed;
import io.talel.kernel.article.ArticleEvent.VersionPinned;
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
import io.talel.kernel.article.view.ArticleEntry.Part;
import io.talel.kernel.article.view.ArticleFilter;
import io.talel.kernel.article.view.ArticleList;
import io.talel.kernel.article.view.ArticlePosition;
import io.talel.kernel.article.view.ArticleQuery.ListArticles;
import io.talel.kernel.article.view.ArticleQuery.ListTags;
import io.talel.kernel.article.view.TagCount;
import io.talel.kernel.user.ArticlesOnRemoval;
import io.talel.kernel.user.UserEvent.UserRemoved;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.SharedServers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Lists and searches see what readers see. */
class ArticleSearchIT {

    private static final UserId CLEO = new UserId(9);

    private static final Map<Long, Long> VERSIONS = new HashMap<>();

    private static QueryNode node;

    @BeforeAll
    static void a_log_has_been_projected() {
        node = QueryNode.start(SharedServers.newDatabase(), new InMemoryEventStorageEngine());
        node.log()
                .publish(
                        event(registered(ADA, "ada"), 0, MONDAY),
                        event(registered(BOB, "bob"), 0, MONDAY),
                        event(registered(CLEO, "cleo"), 0, MONDAY),
                        event(new UserRemoved(CLEO, ArticlesOnRemoval.KEEP), 1, MONDAY));
        record(published(1, ADA, content("Running fast", "Nothing **blooms**", "en", "Sport", "News")));
        record(published(2, ADA, content("Über Häuser", "Viele *Häuser* in “Wien” & `a <Graz> b`", "de-AT", "news")));
        record(published(3, BOB, content("Unsaid", "Runs or houses, die Hard", "")));
        record(ArticleDrafted.of(
                new ArticleId(4), ADA, new Slug("4"), 1, content("Draft", "drafted houses", "en", "Hidden")));
        record(published(5, BOB, content("Trashed", "trashed houses", "en", "Hidden")));
        record(new ArticleTrashed(new ArticleId(5)));
        record(published(6, BOB, content("Now", "formerly unheard", "en", "Shown")));
        record(VersionPinned.of(new ArticleId(6), 0, content("Pinned", "pinned text", "en", "Shown")));
        record(new ArticleRevised(
                new ArticleId(6),
                new Markdown("secret text"),
                new MetaDescription("secret"),
                FeaturedImage.NONE,
                new Tags(List.of("Secret")),
                new Language("de"),
                Dialect.PYTHON_MARKDOWN));
        record(published(
                7,
                CLEO,
                content(
                        "Kept",
                        "kept text " + "start cited or ".repeat(150) + "history of “libraries” and art",
                        "en")));
        record(published(8, BOB, content("Gone", "gone text", "en", "Hidden")));
        record(new ArticleRemoved(new ArticleId(8)));
        record(published(9, BOB, content("Long", distinctWords() + " needle", "en")));
        VERSIONS.forEach((id, version) -> assertThat(node.reaches(new StreamVersion("article-" + id, version)))
                .isTrue());
        assertThat(node.reaches(new StreamVersion("user-9", 1))).isTrue();
        node.index();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static ArticleContent content(String title, String body, String language, String... tags) {
        return new ArticleContent(
                new Title(title),
                new Markdown(body),
                new MetaDescription("described"),
                FeaturedImage.NONE,
                new Tags(List.of(tags)),
                new Language(language),
                Dialect.PYTHON_MARKDOWN);
    }

    private static ArticlePublished published(long id, UserId author, ArticleContent content) {
        return ArticlePublished.of(new ArticleId(id), author, new Slug("slug-" + id), 1, content);
    }

    private static void record(ArticleEvent event) {
        long id = event.articleId().value();
        long version = VERSIONS.merge(id, 0L, (before, _) -> before + 1);
        node.log().publish(event(event, version, MONDAY.plusSeconds(id)));
    }

    /** As long as a source may be; every word is another one. */
    private static String distinctWords() {
        return IntStream.range(100_000, 100_000 + Markdown.MAX_BYTES / 11)
                .mapToObj(i -> "z" + i + "-q")
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "run, 1", // a form of the word in the title
        "runs, '3,1'", // in no language a word is as it is written
        "häuser, 2",
        "haus, 2", // another form, in German
        "wien, 2", // between typographic quotation marks
        "die hard, 3", // die is no word of a search in German, but one elsewhere
        "\"nothing blooms\", 1",
        "\"blooms nothing\", ''",
        "described, '9,7,6,3,2,1'",
        "described -running, '9,7,6,3,2'",
        "wien or fast, '2,1'",
        "sport, ''", // a tag is no word
        "drafted, ''",
        "trashed, ''",
        "unheard, ''",
        "secret, ''",
        "pinned, 6",
        "gone, ''",
        "kept, 7",
        "needle, ''", // too far down
        "z100001, 9",
        "'''; DROP TABLE', ''",
        "\"=pg_catalog.english\", ''",
    })
    void articles_are_found_by_what_readers_see(String words, String ids) {
        assertThat(ids(new ArticleFilter(Optional.empty(), Optional.empty(), Optional.of(words))))
                .isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource({
        "news, '', '2,1'",
        "NEWS, '', '2,1'",
        "sport, ada, 1",
        "sport, bob, ''",
        "hidden, '', ''",
        "secret, '', ''",
        "shown, bob, 6",
        "'', ada, '2,1'",
        "'', bob, '9,6,3'",
        "'', cleo, ''",
        "'', deleted user, ''",
        "'', nobody, ''",
        "it's \\ <-> !, '', ''",
        "'', '', '9,7,6,3,2,1'",
    })
    void articles_are_listed_by_tag_and_author(String tag, String author, String ids) {
        ArticleFilter filter = new ArticleFilter(
                Optional.of(tag).filter(text -> !text.isEmpty()),
                Optional.of(author).filter(text -> !text.isEmpty()).map(Username::new),
                Optional.empty());
        assertThat(ids(filter)).isEqualTo(ids);
    }

    @Test
    void an_excerpt_shows_what_was_found_as_readers_read_it() {
        ArticleEntry found = search("haus").articles().getFirst();

        assertThat(found.excerpt().orElseThrow())
                .containsExactly(
                        new Part("Viele ", false),
                        new Part("Häuser", true),
                        new Part(" in “Wien” & a <Graz> b", false));
        assertThat(found.heading().tags()).isEqualTo(new Tags(List.of("news")));
        assertThat(found.author().username()).isEqualTo(new Username("ada"));
    }

    @Test
    void an_excerpt_of_an_article_whose_title_was_found_is_its_beginning() {
        assertThat(search("running").articles().getFirst().excerpt().orElseThrow())
                .containsExactly(new Part("Nothing blooms", false));
    }

    @Test
    void an_excerpt_of_a_long_text_is_around_the_word() {
        List<Part> excerpt = search("z102500").articles().getFirst().excerpt().orElseThrow();

        assertThat(excerpt).filteredOn(Part::found).isNotEmpty();
        assertThat(excerpt.stream().mapToInt(part -> part.text().length()).sum())
                .isLessThan(1000);
    }

    @ParameterizedTest
    @CsvSource({
        "history, history",
        "histories, history",
        "library, libraries",
        "art, art",
        "art or sport, art",
        "or, or"
    })
    void an_excerpt_is_around_a_word_whose_stem_is_not_in_the_text_or_in_others(String typed, String found) {
        assertThat(search(typed).articles().getFirst().excerpt().orElseThrow())
                .filteredOn(Part::found)
                .extracting(Part::text)
                .containsExactly(found);
    }

    @ParameterizedTest
    @CsvSource({"haus, Häuser", "strass, Straße", "cancion, canción", "c++?, c++?", "a.b, a.b"})
    void an_expression_of_a_stem_matches_the_word(String stem, String word) {
        JdbcTemplate jdbc = new JdbcTemplate(node.context().getBean("readModelDataSource", DataSource.class));

        assertThat(jdbc.queryForObject("SELECT ? ~* ('^' || read_model.as_expression(?))", Boolean.class, word, stem))
                .isTrue();
        assertThat(jdbc.queryForObject("SELECT 'ab' ~* read_model.as_expression('a.')", Boolean.class))
                .isFalse();
    }

    @Test
    void without_words_there_is_no_excerpt() {
        assertThat(list(ArticleFilter.NONE).articles())
                .extracting(ArticleEntry::excerpt)
                .containsOnly(Optional.empty());
    }

    @Test
    void tags_are_counted_without_case_by_name() {
        assertThat(tags("", 10))
                .containsExactly(new TagCount("news", 2), new TagCount("shown", 1), new TagCount("sport", 1));
        assertThat(tags("news", 1)).containsExactly(new TagCount("shown", 1));
    }

    private static List<TagCount> tags(String after, int limit) {
        return node.context()
                .getBean(QueryGateway.class)
                .query(new ListTags(after, limit), ResponseTypes.multipleInstancesOf(TagCount.class))
                .join();
    }

    private static ArticleList search(String words) {
        return list(new ArticleFilter(Optional.empty(), Optional.empty(), Optional.of(words)));
    }

    private static ArticleList list(ArticleFilter filter) {
        return node.ask(new ListArticles(filter, ArticlePosition.BEGINNING, 10), ArticleList.class);
    }

    private static String ids(ArticleFilter filter) {
        return list(filter).articles().stream()
                .map(article -> article.id().toString().replace("article-", ""))
                .collect(Collectors.joining(","));
    }
}
