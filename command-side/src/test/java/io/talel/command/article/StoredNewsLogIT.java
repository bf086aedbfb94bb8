package io.talel.command.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.command.Articles;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.command.article.RandomArticle.Action;
import io.talel.command.eventlog.commit.CommitSignal;
import io.talel.command.eventlog.index.LogIndex;
import io.talel.command.personal.TestKeys;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleIds;
import io.talel.kernel.article.news.ArticleNews;
import io.talel.kernel.article.news.ArticleNews.Kind;
import io.talel.kernel.article.news.NewsLog;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** News in the real log, read by two nodes. */
class StoredNewsLogIT {

    private PostgresDatabase database;
    private Node node;
    private Node other;

    @BeforeEach
    void start() {
        database = SharedServers.newDatabase();
        node = Node.on(database);
        other = Node.on(database);
        node.send(Users.registerAda());
    }

    @AfterEach
    void stop() {
        node.close();
        other.close();
    }

    @Test
    void two_nodes_read_the_same_while_both_write() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<ArticleNews> here = new ArrayList<>();
        List<ArticleNews> there = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var readers = List.of(
                    threads.submit(() -> follow(node, here, done)), threads.submit(() -> follow(other, there, done)));
            List<Future<?>> writers = new ArrayList<>();
            for (Node writing : List.of(node, other, node, other)) {
                writers.add(threads.submit(() -> write(writing)));
            }
            for (var writer : writers) {
                writer.get();
            }
            done.set(true);
            for (var reader : readers) {
                reader.get();
            }
        }

        assertThat(here).isEqualTo(there).hasSize(4 * 15 * 3).isEqualTo(readAll(other, 0));
        assertThat(here.stream().map(ArticleNews::place)).isSorted().doesNotHaveDuplicates();
    }

    /** An article is published, revised and hidden; drafts are not told of. */
    private static void write(Node writing) {
        for (int i = 0; i < 15; i++) {
            ArticleId id = writing.bean(ArticleIds.class).next();
            writing.send(Articles.publish(id, "Article " + id));
            writing.send(Articles.draft(writing.bean(ArticleIds.class).next(), "Draft " + id));
            writing.send(Articles.revise(id, 0, "Again"));
            writing.send(Articles.unpublish(id));
            writing.send(Articles.revise(id, 2, "Hidden"));
        }
    }

    private static void follow(Node reading, List<ArticleNews> read, AtomicBoolean done) {
        NewsLog log = reading.bean(NewsLog.class);
        long through = 0;
        int looks = 0;
        while (looks < 20) {
            NewsLog.Page page = log.after(through);
            read.addAll(page.news());
            through = page.through();
            // The end is settled once nobody writes any more.
            looks = done.get() && page.isEnd() ? looks + 1 : 0;
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static List<ArticleNews> readAll(Node reading, long after) {
        List<ArticleNews> all = new ArrayList<>();
        NewsLog log = reading.bean(NewsLog.class);
        NewsLog.Page page = log.after(after);
        all.addAll(page.news());
        while (!page.isEnd()) {
            page = log.after(page.through());
            all.addAll(page.news());
        }
        return all;
    }

    @Test
    void nothing_is_told_that_an_open_transaction_may_still_come_before() throws SQLException {
        try (Connection late = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
            late.setAutoCommit(false);
            draw(late);
            ArticleId id = node.bean(ArticleIds.class).next();
            node.send(Articles.publish(id, "After a gap"));
            node.bean(NewsLog.class).after(0);
            assertThat(readAll(node, 0)).isEmpty();
            late.rollback();
        }

        await().untilAsserted(
                        () -> assertThat(readAll(node, 0)).singleElement().satisfies(news -> assertThat(news.kind())
                                .isEqualTo(Kind.PUBLISHED)));
        await().untilAsserted(() -> assertThat(node.bean(NewsLog.class).last()).isPresent());
    }

    private static void draw(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT nextval('event_store.domain_event_global_index_seq')");
        }
    }

    @Test
    void the_database_finds_what_reading_the_whole_log_finds() {
        RandomArticle article = new RandomArticle(true);
        new Random(20260203).ints(300, 0, Action.values().length).forEach(i -> article.act(Action.values()[i]));
        node.bean(EventStorageEngine.class).appendEvents(article.events());
        List<ArticleNews> expected = new ArrayList<>();
        NewsLog inMemory = new StoredNewsLog(
                new LogInMemory(article.events()),
                new Settled(OptionalLong.of(Long.MAX_VALUE / 2)),
                TestKeys.OF_EVERYBODY,
                new CommitSignal());
        long through = 0;
        while (through < LogInMemory.place(article.events().size())) {
            NewsLog.Page page = inMemory.after(through);
            expected.addAll(page.news());
            through = page.through();
        }

        await().untilAsserted(() -> assertThat(withoutPlaces(readAll(node, 0)))
                .isEqualTo(withoutPlaces(expected))
                .hasSizeGreaterThan(50));
        NewsLog news = node.bean(NewsLog.class);
        assertThat(LongStream.rangeClosed(0, article.events().size())
                        .boxed()
                        .flatMap(version -> news.of(RandomArticle.ID, version).stream()))
                .isEqualTo(readAll(node, 0));
        LogIndex index = node.bean(LogIndex.class);
        assertThat(index.last(0, Long.MAX_VALUE, ArticleEventKinds.ALL, ArticleEventKinds.ALL, 1000)
                        .reversed())
                .isEqualTo(index.first(0, Long.MAX_VALUE, ArticleEventKinds.ALL, ArticleEventKinds.ALL, 1000));
    }

    private static List<ArticleNews> withoutPlaces(List<ArticleNews> news) {
        return news.stream()
                .map(one -> new ArticleNews(
                        0, one.kind(), one.articleId(), one.authorId(), one.slug(), one.version(), one.at()))
                .toList();
    }
}
