package io.talel.query.article;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.article.view.ArticleEntry;
import io.talel.kernel.article.view.ArticleList;
import io.talel.kernel.article.view.ArticlePosition;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import io.talel.query.datasource.ReadModelReader;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/**
 * Pages that follow each other are the whole list, every article once and in order, while others are published and taken back.
 * The bounds of a search and of a page are small here, so that all ways are taken.
 */
class CursorLawIT {

    private static final int WINDOW = 3;

    /** Two titles of five bytes fit in, and with the third a page ends. */
    private static final int MAX_PAGE_BYTES = 11;

    private static PostgresDatabase database;
    private static QueryNode node;
    private static TestDatabase owner;

    /** An article, which many share their second with. Its text is in English or in a language whose words have no stems. */
    private record Written(long id, int second, int author, boolean tagged, String language, String text) {

        private boolean has(String word) {
            return language.equals("en") ? !text.equals("green") : text.equals("green " + word);
        }
    }

    private record Search(String words, String tag, String author, Predicate<Written> matches) {}

    /** Between two pages one article is published, and one that exists is taken back or shown again. */
    private record Meanwhile(Written published, long switched) {}

    @BeforeContainer
    static void a_node_without_live_events() {
        database = SharedServers.newDatabase();
        node = QueryNode.start(database, new InMemoryEventStorageEngine(), "talelio.projections.enabled=false");
        owner = TestDatabase.asOwnerOf(database);
        owner.execute("""
                INSERT INTO user_g1.user_account (id, version, username, location, avatar_url, created_at, updated_at)
                SELECT id, 0, 'author' || id, '', 'default.jpg', now(), now() FROM generate_series(1, 2) id
                """);
    }

    @AfterContainer
    static void stop() {
        node.close();
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void pages_are_the_whole_list_each_article_once_and_in_order(
            @ForAll("articles") List<Written> articles,
            @ForAll("searches") Search search,
            @ForAll("changes") List<Meanwhile> changes,
            @ForAll @IntRange(min = 1, max = 5) int limit,
            @ForAll("bounds") int maxHits) {
        empty();
        Map<Long, Written> all = new HashMap<>();
        Map<Long, Boolean> steady = new HashMap<>();
        for (int i = 0; i < articles.size(); i++) {
            publish(all, withId(articles.get(i), i + 1));
            steady.put(i + 1L, true);
        }

        List<Long> listed = new ArrayList<>();
        Optional<ArticlePosition> next = Optional.of(ArticlePosition.BEGINNING);
        for (int page = 0; next.isPresent(); page++) {
            node.index();
            ArticleList found = page(search, next.get(), limit, maxHits);
            assertThat(found.articles()).hasSizeLessThanOrEqualTo(Math.min(limit, 3));
            found.articles().stream().map(ArticleEntry::id).forEach(id -> listed.add(id.value()));
            next = found.next();
            if (page < changes.size()) {
                change(all, steady, changes.get(page));
            }
            assertThat(page).as("pages").isLessThanOrEqualTo(all.size() + 1);
        }

        Comparator<Written> order =
                Comparator.comparing(Written::second).thenComparing(Written::id).reversed();
        assertThat(listed).doesNotHaveDuplicates().isSortedAccordingTo(Comparator.comparing(all::get, order));
        assertThat(listed).allMatch(id -> search.matches.test(all.get(id)));
        assertThat(listed.stream().filter(steady::containsKey))
                .containsExactlyElementsOf(all.values().stream()
                        .filter(article -> steady.containsKey(article.id) && search.matches.test(article))
                        .sorted(order)
                        .map(Written::id)
                        .toList());
    }

    @Example
    void the_stem_of_a_word_in_one_language_is_no_word_of_another() {
        empty();
        Map<Long, Written> all = new HashMap<>();
        IntStream.rangeClosed(1, 5).forEach(id -> publish(all, new Written(id, 1, 1, false, "", "green word")));
        IntStream.rangeClosed(6, 9).forEach(id -> publish(all, new Written(id, 2, 1, false, "en", "green")));
        publish(all, new Written(10, 0, 1, false, "en", "green word"));
        node.index();

        Search words = new Search("words", "", "", _ -> true);
        assertThat(page(words, ArticlePosition.BEGINNING, 5, 20).articles())
                .singleElement()
                .returns(10L, article -> article.id().value());
    }

    private static void empty() {
        owner.execute("TRUNCATE article_g1.article");
        owner.execute("DELETE FROM read_model.article_search");
        owner.execute("DELETE FROM read_model.article_search_queue");
    }

    /** Most articles that the index may name; it is not asked where they are none. */
    @Provide
    Arbitrary<Integer> bounds() {
        return Arbitraries.of(0, 4);
    }

    @Provide
    Arbitrary<List<Written>> articles() {
        return article().list().ofMaxSize(25);
    }

    @Provide
    Arbitrary<List<Meanwhile>> changes() {
        return Combinators.combine(article(), Arbitraries.longs().between(1, 30))
                .as(Meanwhile::new)
                .list()
                .ofMaxSize(10);
    }

    @Provide
    Arbitrary<Search> searches() {
        return Arbitraries.of(
                new Search("", "", "", _ -> true),
                new Search("", "", "author1", article -> article.author == 1),
                new Search("", "Tag", "", Written::tagged),
                new Search("word", "", "", article -> article.has("word")),
                new Search("words", "", "", article -> article.has("words")),
                new Search("\"green word\"", "", "", article -> article.has("word")),
                new Search("\"word green\"", "", "", _ -> false),
                new Search("-word", "", "", article -> !article.has("word")),
                new Search(
                        "word",
                        "tag",
                        "author2",
                        article -> article.author == 2 && article.tagged && article.has("word")),
                new Search("the", "", "", _ -> false));
    }

    private static Arbitrary<Written> article() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.integers().between(1, 2),
                        Arbitraries.of(true, false),
                        Arbitraries.of("en", ""),
                        Arbitraries.of("green", "green word", "green words"))
                .as((second, author, tagged, language, text) -> new Written(0, second, author, tagged, language, text));
    }

    private static Written withId(Written article, long id) {
        return new Written(id, article.second, article.author, article.tagged, article.language, article.text);
    }

    private static void publish(Map<Long, Written> all, Written article) {
        all.put(article.id, article);
        owner.execute("""
                INSERT INTO article_g1.article (id, version, author_id, slug, title, body, html, table_of_contents, meta_description,
                                                featured_image, created_at, updated_at, tags, language, plain_text)
                VALUES (%1$d, 0, %2$d, 'slug-%1$d', 'Title', '', '', '', '', '', '2026-01-01Z'::timestamptz + interval '%3$d s',
                        now(), '{%4$s}', '%5$s', '%6$s')
                """.formatted(
                        article.id,
                        article.author,
                        article.second,
                        article.tagged ? "TAG" : "",
                        article.language,
                        article.text));
    }

    private static void change(Map<Long, Written> all, Map<Long, Boolean> steady, Meanwhile change) {
        publish(all, withId(change.published, all.size() + 1));
        steady.remove(change.switched);
        owner.execute("UPDATE article_g1.article SET published = NOT published WHERE id = " + change.switched);
    }

    private static ArticleList page(Search search, ArticlePosition after, int limit, int maxHits) {
        String source = search.author.isEmpty() ? "shown" : "author_id = (SELECT author FROM given) AND NOT removed";
        return node.context()
                .getBean(ReadModelReader.class)
                .all(
                        ArticleListReads.list(source, WINDOW, maxHits, MAX_PAGE_BYTES),
                        rows -> ArticleListReads.list(rows, limit),
                        search.words,
                        search.tag,
                        after.createdAt().atOffset(ZoneOffset.UTC),
                        after.articleId().value(),
                        search.author,
                        limit + 1);
    }
}
