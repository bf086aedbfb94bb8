package io.talel.query.article;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.Scale;
import io.talel.query.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** What pages of lists cost the server, whatever is searched for; the plans are kept in {@code target/plans}. */
class ArticleListCostIT {

    private static final int ARTICLES = Scale.times(100_000);
    static final int LIMIT = 10;
    private static final int LARGEST = 100;
    private static final int FEED = 30;
    static final String TAGS = "tags";
    static final String OF_USER = "a user's articles";
    static final String PLACES = "places of articles at a time";
    static final String DIGEST = "the digest of ";
    static final OffsetDateTime NOW = OffsetDateTime.parse("9999-12-31T00:00:00Z");
    private static final OffsetDateTime MIDDLE =
            OffsetDateTime.parse("2020-01-01T00:00:00Z").plusMinutes(ARTICLES / 2);

    /**
     * Rows of articles and words that may be read to test the newest, to find the last of them, for what the index names, and for
     * a page.
     */
    private static final long MOST_ROWS =
            3L * SearchReads.WINDOW + 2 * (SearchReads.MAX_HITS + 1) + 2 * (LARGEST + 1) + 10;

    private static QueryNode node;
    private static JdbcTemplate jdbc;

    @BeforeAll
    static void there_are_many_articles() {
        PostgresDatabase database = SharedServers.newDatabase();
        node = QueryNode.start(database, new InMemoryEventStorageEngine(), "talelio.projections.enabled=false");
        TestDatabase owner = TestDatabase.asOwnerOf(database);
        GeneratedArticles.insert(owner, ARTICLES);
        GeneratedArticles.index(node, owner);
        jdbc = new JdbcTemplate(node.context().getBean("readModelDataSource", DataSource.class));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    record Page(String name, String words, String tag, String author, OffsetDateTime before, int limit) {

        private static Page search(String name, String words) {
            return new Page(name, words, "", "", NOW, LIMIT);
        }
    }

    static final List<Page> LISTS = List.of(
            new Page("the newest", "", "", "", NOW, LIMIT),
            new Page("from the middle", "", "", "", MIDDLE, LARGEST),
            new Page("articles of an author of a tenth of all", "", "", "author1", MIDDLE, LARGEST),
            new Page("articles of another author", "", "", "author2", NOW, LIMIT),
            new Page("with a tag that all have", "", "everywhere", "", MIDDLE, LARGEST),
            new Page("with the tag of a hundredth", "", "hundredth", "", NOW, LIMIT),
            new Page("with a tag that one has", "", "once", "", NOW, LIMIT),
            new Page("with a tag that the newest lack", "", "formerly", "", NOW, LIMIT),
            Page.search("a word that all have", "everywhere"),
            new Page("a word that all have, a long page", "everywhere", "", "", MIDDLE, LARGEST),
            Page.search("the word of a tenth", "tenth"),
            Page.search("the word of a hundredth", "hundredth"),
            new Page("the word of a hundredth, a long page", "hundredth", "", "", NOW, LARGEST),
            Page.search("the word of a thousandth", "thousandth"),
            Page.search("a word that one has", "once"),
            Page.search("a word that nobody has", "nowhere"),
            Page.search("a word that the newest lack", "formerly"),
            Page.search("frequent words that are not next to each other", "\"apart asunder\""),
            Page.search("a rare phrase", "\"once formerly\""),
            Page.search("without a frequent word", "-tenth"),
            Page.search("without a word that all have", "-everywhere"),
            Page.search("one or the other", "once or thousandth"),
            new Page("everything at once", "hundredth", "formerly", "author1", NOW, LIMIT));

    static final List<Page> FEEDS = List.of(
            new Page("a feed", "", "", "", NOW, FEED),
            new Page("a feed of an author", "", "", "author1", NOW, FEED),
            new Page("a feed of a tag", "", "hundredth", "", NOW, FEED));

    @TestFactory
    Stream<DynamicTest> no_page_reads_a_table_whole() {
        return LISTS.stream()
                .map(page -> DynamicTest.dynamicTest(page.name, () -> {
                    String list = page.author.isEmpty() ? ArticleListReads.ALL : ArticleListReads.OF_AUTHOR;
                    costsLittle(
                            page.name,
                            list,
                            page.words,
                            page.tag,
                            page.before,
                            Long.MAX_VALUE,
                            page.author,
                            page.limit + 1);
                }));
    }

    @TestFactory
    Stream<DynamicTest> neither_do_tags_and_the_pages_of_a_user() {
        return Stream.of(
                DynamicTest.dynamicTest(TAGS, () -> costsLittle(TAGS, TagReads.LIST, "f", 11)),
                DynamicTest.dynamicTest(
                        OF_USER,
                        () -> costsLittle(
                                OF_USER,
                                UserArticlesReads.OF_AUTHOR,
                                UserArticlesReads.MAX_BYTES_TOGETHER,
                                "author1",
                                MIDDLE,
                                Long.MAX_VALUE,
                                11,
                                0,
                                10)),
                DynamicTest.dynamicTest(
                        PLACES, () -> costsLittle(PLACES, ArticleReads.POSITIONS_OF_ALL, MIDDLE, Long.MAX_VALUE, 100)));
    }

    @TestFactory
    Stream<DynamicTest> nor_do_feeds() {
        return FEEDS.stream()
                .map(page -> DynamicTest.dynamicTest(page.name, () -> {
                    boolean ofAll = page.author.isEmpty();
                    costsLittle(
                            page.name,
                            ofAll ? FeedReads.ALL : FeedReads.OF_AUTHOR,
                            page.words,
                            page.tag,
                            page.before,
                            Long.MAX_VALUE,
                            page.author,
                            page.limit,
                            512 * 1024,
                            128 * 1024);
                    costsLittle(
                            DIGEST + page.name,
                            ofAll ? FeedReads.DIGEST_OF_ALL : FeedReads.DIGEST_OF_AUTHOR,
                            page.words,
                            page.tag,
                            page.before,
                            Long.MAX_VALUE,
                            page.author,
                            page.limit);
                }));
    }

    @Test
    void the_index_is_not_asked_for_what_is_frequent() throws IOException {
        String list = ArticleListReads.list(SearchReads.SHOWN, 20, ARTICLES / 1_000, ArticleListReads.MAX_PAGE_BYTES);

        assertThat(lookUps(list, "formerly")).isZero();
        assertThat(lookUps(list, "thousandth")).isEqualTo(1);
        String bounded = ArticleListReads.list(SearchReads.SHOWN, 20, 1, ArticleListReads.MAX_PAGE_BYTES);
        assertThat(lookUps(bounded, "nowhere")).isEqualTo(1);
    }

    /** How often a page of a search asks the index of words. */
    private static long lookUps(String sql, String words) throws IOException {
        return explained(sql, words, "", NOW, Long.MAX_VALUE, "", LIMIT + 1).findParents("Index Name").stream()
                .filter(node -> node.path("Index Name").asText().equals("article_search_words"))
                .mapToLong(node -> node.path("Actual Loops").asLong())
                .sum();
    }

    private static void costsLittle(String name, String sql, Object... parameters) throws IOException {
        jdbc.queryForList(sql, parameters);
        keep(name, jdbc.queryForList("EXPLAIN (ANALYZE, BUFFERS) " + sql, String.class, parameters));
        Set<String> whole = new TreeSet<>();
        long rows = read(explained(sql, parameters), whole);

        assertThat(whole).as(name).doesNotContain("article", "article_search", "tag_articles");
        assertThat(rows).as("rows read by: " + name).isLessThanOrEqualTo(MOST_ROWS);
    }

    private static JsonNode explained(String sql, Object... parameters) throws IOException {
        return JsonMapper.builder()
                .build()
                .readTree(
                        jdbc.queryForObject("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + sql, String.class, parameters))
                .path(0)
                .path("Plan");
    }

    /** @param whole collects tables that are read from their beginning to their end */
    private static long read(JsonNode plan, Set<String> whole) {
        String relation = plan.path("Relation Name").asText();
        if (plan.path("Node Type").asText().equals("Seq Scan")) {
            whole.add(relation);
        }
        long rows = !Set.of("article", "article_search").contains(relation)
                ? 0
                : plan.path("Actual Loops").asLong()
                        * Math.round(plan.path("Actual Rows").asDouble()
                                + plan.path("Rows Removed by Filter").asDouble()
                                + plan.path("Rows Removed by Index Recheck").asDouble());
        for (JsonNode part : plan.path("Plans")) {
            rows += read(part, whole);
        }
        return rows;
    }

    private static void keep(String name, List<String> plan) throws IOException {
        Files.createDirectories(plan(name).getParent());
        Files.write(plan(name), plan);
    }

    /** Where the plan of a kind of page is kept. */
    static Path plan(String name) {
        return Path.of("target", "plans", name.replaceAll("[^a-z]+", "-") + ".txt");
    }
}
