package io.talel.query;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.published;
import static io.talel.query.Examples.registered;
import static io.talel.query.Examples.uploaded;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.view.ArticleFilter;
import io.talel.kernel.article.view.ArticleList;
import io.talel.kernel.article.view.ArticleOrSize;
import io.talel.kernel.article.view.ArticlePosition;
import io.talel.kernel.article.view.ArticleQuery.CountArticles;
import io.talel.kernel.article.view.ArticleQuery.DigestAddresses;
import io.talel.kernel.article.view.ArticleQuery.DigestFeed;
import io.talel.kernel.article.view.ArticleQuery.FindArticle;
import io.talel.kernel.article.view.ArticleQuery.FindArticleById;
import io.talel.kernel.article.view.ArticleQuery.FindLists;
import io.talel.kernel.article.view.ArticleQuery.FindOwnArticle;
import io.talel.kernel.article.view.ArticleQuery.ListAddresses;
import io.talel.kernel.article.view.ArticleQuery.ListArticles;
import io.talel.kernel.article.view.ArticleQuery.ListArticlesOf;
import io.talel.kernel.article.view.ArticleQuery.ListFeed;
import io.talel.kernel.article.view.ArticleQuery.ListOwnArticles;
import io.talel.kernel.article.view.ArticleQuery.ListTags;
import io.talel.kernel.article.view.ArticleQuery.ListUserArticles;
import io.talel.kernel.article.view.ArticleSize;
import io.talel.kernel.article.view.ArticleWithNeighbours;
import io.talel.kernel.article.view.FeedArticle;
import io.talel.kernel.article.view.ListDigest;
import io.talel.kernel.article.view.ListedUnder;
import io.talel.kernel.article.view.OwnArticle;
import io.talel.kernel.article.view.OwnArticleEntry;
import io.talel.kernel.article.view.SitemapEntry;
import io.talel.kernel.article.view.TagCount;
import io.talel.kernel.article.view.UserArticlesPage;
import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.image.ImageQuery.FindImage;
import io.talel.kernel.image.ImageQuery.ListImagesOf;
import io.talel.kernel.image.ImageView;
import io.talel.kernel.user.UserProfile;
import io.talel.kernel.user.UserQuery.FindProfile;
import io.talel.kernel.user.UserQuery.FindUser;
import io.talel.kernel.user.UserQuery.FindUserById;
import io.talel.kernel.user.UserView;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a read costs, counted on the wire and by the server. */
class ReadCostIT {

    private static final int READS = 20;

    private static final Username ADAS_NAME = new Username("ada");
    private static final Username NOBODY = new Username("nobody");
    private static final String SUNSET = "sunset_k3v9x.jpg";

    private static PostgresDatabase database;
    private static TestDatabase elsewhere;
    private static QueryNode node;

    @BeforeAll
    static void a_log_has_been_projected() {
        database = SharedServers.newDatabase();
        elsewhere = TestDatabase.asApplicationOn(SharedServers.newDatabase());
        try (QueryNode projecting = QueryNode.start(database, new InMemoryEventStorageEngine())) {
            projecting.log().publish(event(registered(ADA, "ada"), 0, MONDAY));
            projecting.log().publish(event(uploaded(9, ADA, SUNSET), 0, MONDAY));
            assertThat(projecting.reaches(new StreamVersion("user-7", 0))).isTrue();
            assertThat(projecting.reaches(new StreamVersion("image-9", 0))).isTrue();
            for (long id = 1; id <= 25; id++) {
                projecting.log().publish(event(published(id, ADA, "Article " + id), 0, MONDAY.plusSeconds(id)));
            }
            for (long id = 1; id <= 25; id++) {
                assertThat(projecting.reaches(new StreamVersion("article-" + id, 0)))
                        .isTrue();
            }
        }
        node = QueryNode.start(
                database,
                new InMemoryEventStorageEngine(),
                "talelio.projections.enabled=false",
                "talelio.read-model.datasource.url=" + CountedRoundTrips.counted(database.jdbcUrl()),
                "talelio.read-model.datasource.query-connections=1");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @TestFactory
    Stream<DynamicTest> a_read_is_one_statement_and_one_round_trip() {
        return Stream.of(
                        found("an article", new FindArticle(new Slug("article-13"), 100_000), ArticleOrSize.class),
                        found(
                                "an article that is too large",
                                new FindArticle(new Slug("article-13"), 0),
                                ArticleOrSize.class),
                        found(
                                "an article that is not there",
                                new FindArticle(new Slug("none"), 100),
                                ArticleOrSize.class),
                        found(
                                "an article by its number",
                                new FindArticleById(new ArticleId(13)),
                                ArticleWithNeighbours.class),
                        found("ten articles", new ListUserArticles(ADAS_NAME, 1, 10), UserArticlesPage.class),
                        found("a page out of range", new ListUserArticles(ADAS_NAME, 9, 10), UserArticlesPage.class),
                        found("articles of nobody", new ListUserArticles(NOBODY, 1, 10), UserArticlesPage.class),
                        found("a user", new FindUser(ADAS_NAME), UserView.class),
                        found("a user by their number", new FindUserById(ADA), UserView.class),
                        found("a profile", new FindProfile(ADAS_NAME), UserProfile.class),
                        found("an image", new FindImage(ADA, new ImageFileName(SUNSET)), ImageView.class),
                        found("a draft", new FindOwnArticle(new ArticleId(13), 100_000), OwnArticle.class),
                        new Read(
                                "own articles",
                                () -> listed(
                                        new ListOwnArticles(ADA, ArticleStatus.PUBLISHED, 10, 11),
                                        OwnArticleEntry.class)),
                        new Read("all articles", () -> node.ask(list(ArticleFilter.NONE), ArticleList.class)),
                        new Read(
                                "a search",
                                () -> node.ask(
                                        list(new ArticleFilter(
                                                Optional.of("news"), Optional.of(ADAS_NAME), Optional.of("article"))),
                                        ArticleList.class)),
                        new Read("a feed", () -> listed(feed(Optional.empty(), Optional.empty()), FeedArticle.class)),
                        new Read(
                                "a feed of an author",
                                () -> listed(feed(Optional.empty(), Optional.of(ADAS_NAME)), FeedArticle.class)),
                        new Read(
                                "a feed of a tag",
                                () -> listed(feed(Optional.of("news"), Optional.empty()), FeedArticle.class)),
                        new Read(
                                "the digest of a feed",
                                () -> node.ask(new DigestFeed(ArticleFilter.NONE, 30), ListDigest.class)),
                        found("lists of an article", new FindLists(new ArticleId(13)), ListedUnder.class),
                        new Read("the number of articles", () -> node.ask(new CountArticles(), Long.class)),
                        new Read(
                                "addresses",
                                () -> listed(new ListAddresses(ArticlePosition.END, 3, 1_000), SitemapEntry.class)),
                        new Read(
                                "the digest of addresses",
                                () -> node.ask(new DigestAddresses(3, 50_000), ListDigest.class)),
                        new Read("tags", () -> listed(new ListTags("", 11), TagCount.class)),
                        new Read(
                                "numbers of articles",
                                () -> listed(new ListArticlesOf(ADA, false, 0, 100), ArticleId.class)),
                        new Read("images", () -> listed(new ListImagesOf(ADA, 0, 100), ImageView.class)))
                .map(read -> DynamicTest.dynamicTest(read.name, () -> costsOneRoundTrip(read.once)));
    }

    private static ListArticles list(ArticleFilter filter) {
        return new ListArticles(filter, ArticlePosition.BEGINNING, 10);
    }

    private static ListFeed feed(Optional<String> tag, Optional<Username> author) {
        return new ListFeed(new ArticleFilter(tag, author, Optional.empty()), 30, 512 * 1024, 128 * 1024);
    }

    private record Read(String name, Runnable once) {}

    private static <R> Read found(String name, Object query, Class<R> answer) {
        return new Read(name, () -> node.find(query, answer));
    }

    private static <R> List<R> listed(Object query, Class<R> element) {
        return node.context()
                .getBean(QueryGateway.class)
                .query(query, ResponseTypes.multipleInstancesOf(element))
                .join();
    }

    /** Another session may commit something meanwhile, which never makes the figures smaller: they are taken again then. */
    private static void costsOneRoundTrip(Runnable read) {
        await().atMost(Duration.ofSeconds(20)).pollInSameThread().untilAsserted(() -> {
            // The pool tests a connection that was idle for long.
            read.run();
            long transactions = transactions();
            int roundTrips = CountedRoundTrips.made();
            for (int i = 0; i < READS; i++) {
                read.run();
            }
            assertThat(CountedRoundTrips.made() - roundTrips).isEqualTo(READS);
            assertThat(transactions() - transactions).isEqualTo(READS + 1);
        });
    }

    /** Transactions of the database according to the server, with that of the statement that has them written down. */
    private static long transactions() {
        new JdbcTemplate(node.context().getBean(DataSource.class))
                .queryForObject("SELECT pg_stat_force_next_flush()::text", String.class);
        return elsewhere.value(
                "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = '" + database.name() + "'",
                Long.class);
    }

    @Test
    void a_list_brings_its_author_the_total_and_the_articles() {
        UserArticlesPage page = node.find(new ListUserArticles(ADAS_NAME, 3, 10), UserArticlesPage.class)
                .orElseThrow();

        assertThat(page.user().username()).isEqualTo(ADAS_NAME);
        assertThat(page.total()).isEqualTo(25);
        assertThat(page.articles()).extracting(article -> article.id().value()).containsExactly(5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void an_article_that_is_too_large_is_known_by_its_size() {
        assertThat(node.find(new FindArticle(new Slug("article-13"), 0), ArticleOrSize.class))
                .get(InstanceOfAssertFactories.type(ArticleSize.class))
                .satisfies(weight -> assertThat(weight.bytes()).isGreaterThan("# Article 13".length()));
    }

    @Test
    void a_plan_is_made_once_and_kept() {
        for (int i = 0; i < READS; i++) {
            node.find(new ListUserArticles(ADAS_NAME, 1, 10), UserArticlesPage.class);
        }
        JdbcTemplate onlyConnection = new JdbcTemplate(node.context().getBean(DataSource.class));
        assertThat(onlyConnection.queryForObject("SELECT sum(generic_plans) FROM pg_prepared_statements", Long.class))
                .isPositive();
        assertThat(onlyConnection.queryForList(
                        "SELECT statement FROM pg_prepared_statements WHERE custom_plans > 0", String.class))
                .isEmpty();
    }

    /** As after a swap to the generation of another release: what the driver has prepared fits no longer. */
    @Test
    void a_prepared_statement_survives_a_view_of_other_types() {
        PostgresDatabase own = SharedServers.newDatabase();
        try (QueryNode swapped = QueryNode.start(own, new InMemoryEventStorageEngine())) {
            swapped.log().publish(event(registered(ADA, "ada"), 0, MONDAY));
            assertThat(swapped.reaches(new StreamVersion("user-7", 0))).isTrue();
            for (int i = 0; i < READS; i++) {
                assertThat(swapped.find(new FindUser(ADAS_NAME), UserView.class))
                        .isPresent();
            }

            TestDatabase.asOwnerOf(own).execute("""
                    DROP VIEW read_model.user_account CASCADE;
                    CREATE VIEW read_model.user_account AS
                    SELECT id, version, username::varchar, location::varchar, avatar_url, created_at, updated_at
                    FROM user_g1.user_account;
                    GRANT SELECT ON read_model.user_account TO "%s"
                    """.formatted(own.user()));

            assertThat(swapped.find(new FindUser(ADAS_NAME), UserView.class)).isPresent();
        }
    }
}
