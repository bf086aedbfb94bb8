package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.talel.ops.localstack.PostgresDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A hub is told which feeds have changed. */
class HubPingsE2E {

    private static final List<String> FILES = List.of("rss.xml", "atom.xml", "feed.json");

    private final PostgresDatabase database = GatewayNode.migratedDatabase();
    private final JdbcClient jdbc =
            JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final CountDownLatch free = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean hangs;
    private HttpServer hub;
    private GatewayNode node;
    private ApiSession ada;

    @BeforeEach
    void start() throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.setExecutor(threads);
        hub.createContext("/hub", request -> {
            String form = new String(request.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            try {
                if (hangs) {
                    free.await();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            boolean fails = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            if (!fails && form.startsWith("hub.mode=publish&hub.url=")) {
                told.add(URLDecoder.decode(
                        form.substring("hub.mode=publish&hub.url=".length()), StandardCharsets.UTF_8));
            }
            request.sendResponseHeaders(fails ? 503 : 204, -1);
            request.close();
        });
        hub.start();
        node = nodeWithHub();
        GatewayNode.drawOtherIds(database);
        ada = TestPerson.signedIn(node.api(), "ada");
    }

    private GatewayNode nodeWithHub() {
        return GatewayNode.on(
                database,
                Map.of(
                        "WEBSUB_HUB",
                        "http://127.0.0.1:" + hub.getAddress().getPort() + "/hub",
                        "API_BASE_URL",
                        "https://api.example.org"));
    }

    @AfterEach
    void stop() {
        free.countDown();
        node.close();
        hub.stop(0);
        threads.shutdownNow();
    }

    @Test
    void a_change_that_readers_see_is_told_for_all_feeds_that_show_it() {
        String slug = publish("Told", "Hubs");
        toldOf(author(), tag("hubs"));
        told.clear();

        ArticleRequests.revise(ada, slug, Map.of("body", "Revised.")).is(200);
        toldOf(author(), tag("hubs"));
        told.clear();

        ArticleRequests.change(ada, slug, "unpublish").is(200);
        toldOf(author(), tag("hubs"));
        assertThat(node.api().get("/feeds/atom.xml").send().is(200).header("Link"))
                .isEqualTo("<http://127.0.0.1:" + hub.getAddress().getPort() + "/hub>; rel=\"hub\", "
                        + "<https://api.example.org/v1/feeds/atom.xml>; rel=\"self\"");
    }

    @Test
    void what_readers_do_not_see_is_not_told() {
        String draft = ada.post("/articles")
                .json(Map.of(
                        "title",
                        "Draft",
                        "body",
                        "First.",
                        "meta_description",
                        "",
                        "tags",
                        List.of("secret"),
                        "status",
                        "draft"))
                .send()
                .is(201)
                .text("article", "slug");
        String present = ArticleRequests.revise(ada, draft, Map.of("body", "Second.", "slug", "Another slug"))
                .is(200)
                .text("article", "slug");
        ApiSession bob = TestPerson.signedIn(node.api(), "bob");
        bob.publish("Of Bob", "The hub gets a ping for this one last.");

        toldOf("/users/" + bob.person().username() + "/feeds/", "");
        assertThat(told).noneMatch(feed -> feed.contains(ada.person().username()));

        ada.request("DELETE", Paths.article(present)).send().is(204);
        String other = publish("Told", "other");
        toldOf(author(), tag("other"));
        assertThat(told).noneMatch(feed -> feed.contains("secret"));
        told.clear();
        ada.request("DELETE", Paths.article(other)).send().is(204);
        toldOf(author(), tag("other"));
    }

    @Test
    void feeds_of_a_tag_that_an_edit_takes_away_are_told() {
        String slug = publish("Tagged anew", "former");
        toldOf(author(), tag("former"));
        told.clear();

        ada.request("PATCH", Paths.article(slug))
                .json(Map.of("tags", List.of("latter")))
                .send()
                .is(200);

        toldOf(author(), tag("latter"));
        toldOf(author(), tag("former"));
    }

    @Test
    void feeds_of_the_tags_of_articles_that_go_with_an_account_are_told() {
        publish("Goes with its author", "going");
        toldOf(author(), tag("going"));
        told.clear();

        Erasures.delete(ada, "remove").is(200);

        toldOf("/feeds/", tag("going"));
    }

    @Test
    void an_edit_beside_a_pinned_version_is_not_told() {
        String slug = ada.draft("Pinned", "First.");
        ada.post(Paths.article(slug) + "/schedule")
                .json(Map.of(
                        "publish_at", Clock.systemUTC().instant().plusSeconds(3).toString()))
                .send()
                .is(200);
        ArticleRequests.revise(ada, slug, Map.of("body", "Second.")).is(200);
        toldOf(author(), "");
        assertThat(node.api().get(Paths.article(slug)).send().is(200).text("article", "body"))
                .isEqualTo("First.");
        told.clear();

        ArticleRequests.revise(ada, slug, Map.of("body", "Third.")).is(200);
        ApiSession bob = TestPerson.signedIn(node.api(), "bob");
        bob.publish("Of Bob", "The hub gets a ping for this one last.");

        toldOf("/users/" + bob.person().username() + "/feeds/", "");
        assertThat(told).noneMatch(feed -> feed.contains(ada.person().username()));
    }

    @Test
    void a_hub_that_fails_is_told_again() {
        failures.set(2);
        publish("Late", "failing");

        toldOf(author(), tag("failing"));
    }

    @Test
    @Tag("timed")
    void a_hub_that_hangs_holds_up_no_write_and_is_told_again() {
        hangs = true;
        for (int i = 0; i < 20; i++) {
            assertThat(Duration.ofNanos(timeOf(() -> publish("Hung", "hanging"))))
                    .isLessThan(Duration.ofSeconds(5));
        }
        assertThat(told).isEmpty();
        hangs = false;
        free.countDown();

        toldOf(author(), tag("hanging"));
    }

    @Test
    void what_has_been_told_is_not_told_again_after_a_restart() {
        publish("Before", "before");
        toldOf(author(), tag("before"));
        node.close();
        told.clear();

        node = nodeWithHub();
        ada = ada.at(node.api());
        publish("After", "after");
        toldOf(author(), tag("after"));
        assertThat(told).noneMatch(feed -> feed.contains("before"));
    }

    private static long timeOf(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private String publish(String title, String tag) {
        return ada.post("/articles")
                .json(Map.of("title", title, "body", "", "meta_description", "", "tags", List.of(tag)))
                .send()
                .is(201)
                .text("article", "slug");
    }

    private String author() {
        return "/users/" + ada.person().username() + "/feeds/";
    }

    private static String tag(String tag) {
        return "?tag=" + tag;
    }

    /** Awaits all formats of the feed of all articles and of two more, and that nothing else is to be told. */
    private void toldOf(String author, String tag) {
        List<String> feeds = FILES.stream()
                .flatMap(file -> Stream.of("/feeds/" + file, author + file, "/feeds/" + file + tag))
                .map(path -> "https://api.example.org/v1" + path)
                .toList();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(told).containsAll(feeds);
            assertThat(waiting()).isZero();
        });
    }

    private long waiting() {
        return jdbc.sql("SELECT count(*) FROM auth.feed_ping").query(Long.class).single();
    }
}
