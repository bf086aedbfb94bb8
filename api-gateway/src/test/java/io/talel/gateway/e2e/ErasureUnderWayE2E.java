package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.Erasures.delete;
import static io.talel.gateway.e2e.Erasures.id;
import static io.talel.gateway.e2e.Erasures.image;
import static io.talel.gateway.e2e.Erasures.imageOf;
import static io.talel.gateway.e2e.Erasures.log;
import static io.talel.gateway.e2e.Erasures.objects;
import static io.talel.gateway.e2e.Erasures.pending;
import static io.talel.gateway.e2e.Erasures.recorded;
import static io.talel.gateway.e2e.Erasures.settle;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.user.UserId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What happens beside an erasure, or goes wrong in it, keeps nothing from being erased. */
class ErasureUnderWayE2E {

    private static final byte[] BLANK = {' '};

    private static final String LAST_CHUNK = "0\r\n\r\n";

    /** Requests whose bodies take longer than the whole erasure. */
    @Test
    void an_upload_that_arrives_after_an_erasure_is_not_recorded() {
        Multipart form = new Multipart().file("image", "Carol.png", "image/png", Pictures.PNG);
        try (GatewayNode own = GatewayNode.with(Map.of())) {
            ApiSession carol = TestPerson.signedIn(own.api(), "carol");
            UserId carolsId = id(carol);
            try (SlowClient article = begun(own, carol, "/articles", "application/json");
                    SlowClient upload = begun(own, carol, "/assets/images", form.mediaType())) {
                delete(carol, "keep").is(200);
                await().atMost(Duration.ofSeconds(20)).until(() -> pending(own).contains(carolsId.value()));
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(() -> {
                            article.send(chunk(BLANK));
                            upload.send(chunk(BLANK));
                            settle(own);
                            assertThat(pending(own)).isEmpty();
                        });

                article.send(chunk(
                        Api.JSON.writeValueAsBytes(Map.of("title", "Late", "body", "Late.", "meta_description", ""))));
                upload.send(chunk(form.bytes()));

                assertThat(article.send(LAST_CHUNK).answer())
                        .startsWith("HTTP/1.1 404")
                        .contains("{\"error\":{\"status\":404,\"type\":\"Not Found\"");
                assertThat(upload.send(LAST_CHUNK).answer())
                        .startsWith("HTTP/1.1 403")
                        .contains("Session has ended");
            }
            assertThat(recorded(own, carolsId, "ArticlePublished")).isZero();
            assertThat(recorded(own, carolsId, "ImageUploaded")).isZero();
            assertThat(objects(own, carolsId)).isEmpty();
        }
    }

    /** A session of a user whose key is gone, as after a restore. */
    @Test
    void bytes_of_an_upload_that_is_refused_are_taken_back() {
        try (GatewayNode own = GatewayNode.with(Map.of())) {
            ApiSession carol = TestPerson.signedIn(own.api(), "carol");
            UserId carolsId = id(carol);
            log(own).sql("DELETE FROM personal.person_key").update();

            await().atMost(Duration.ofSeconds(20)).until(() -> imageOf(carol).status() == 404);

            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(objects(own, carolsId))
                    .hasSize((int) recorded(own, carolsId, "ImageUploaded")));
        }
    }

    @Test
    void a_removal_succeeds_during_another_change() throws Exception {
        PostgresDatabase database = SharedServers.newDatabase();
        try (GatewayNode one = GatewayNode.on(database, Map.of());
                GatewayNode other = GatewayNode.on(database, Map.of());
                ExecutorService changes = Executors.newSingleThreadExecutor()) {
            for (int i = 0; i < 5; i++) {
                ApiSession carol = TestPerson.signedIn(one.api(), "carol" + i);
                CountDownLatch changed = new CountDownLatch(1);
                Future<?> moving = changes.submit(() -> {
                    int place = 0;
                    while (move(other, carol, "Place " + place++)) {
                        changed.countDown();
                    }
                });
                changed.await();

                delete(carol, "keep").is(200);

                moving.get();
                one.api().get("/users/" + carol.person().username()).send().is(404);
            }
        }
    }

    private static boolean move(GatewayNode node, ApiSession of, String location) {
        return node.api()
                        .request("PATCH", "/accounts/me")
                        .token(of.accessToken())
                        .json(Map.of("location", location))
                        .send()
                        .status()
                == 200;
    }

    @Test
    void an_unreadable_event_does_not_stop_an_erasure() {
        try (GatewayNode own = GatewayNode.with(Map.of())) {
            ApiSession carol = TestPerson.signedIn(own.api(), "carol");
            UserId carolsId = id(carol);
            image(carol);
            log(own).sql("""
                            INSERT INTO event_store.domain_event (
                                event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
                                event_name, event_revision, payload, metadata)
                            SELECT gen_random_uuid(), 'article-4711', 0, 'Article', now(), 'ArticleSung', '1', '{}', metadata
                            FROM event_store.domain_event
                            LIMIT 1
                            """).update();

            delete(carol, "keep").is(200);

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(recorded(own, carolsId, "ImageRemoved")).isEqualTo(1));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(Scrape.of(own).value("talelio_user_events_position"))
                            .isEqualTo(Scrape.of(own).value("talelio_log_head")));
            assertThat(Scrape.of(own).value("talelio_erasure_oldest_seconds")).isPositive();
        }
    }

    @Test
    void one_step_that_fails_keeps_no_other_from_being_done() {
        try (GatewayNode own = GatewayNode.with(Map.of())) {
            ApiSession carol = TestPerson.signedIn(own.api(), "carol");
            UserId carolsId = id(carol);
            carol.publish("Broken", "As it was.");
            carol.publish("Sound", "As it was.");
            image(carol);
            log(own).sql("""
                            INSERT INTO event_store.domain_event (
                                event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
                                event_name, event_revision, payload, metadata)
                            SELECT gen_random_uuid(), aggregate_identifier, 1, 'Article', now(), 'ArticleSung', '1', '{}', metadata
                            FROM event_store.domain_event
                            WHERE event_name = 'ArticlePublished'
                            ORDER BY global_index
                            LIMIT 1
                            """).update();

            delete(carol, "remove").is(200);

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(recorded(own, carolsId, "ArticleRemoved")).isEqualTo(1);
                assertThat(recorded(own, carolsId, "ImageRemoved")).isEqualTo(1);
                assertThat(objects(own, carolsId)).isEmpty();
            });
            assertThat(pending(own)).containsExactly(carolsId.value());
        }
    }

    /** A request whose head was sent without its body. */
    private static SlowClient begun(GatewayNode node, ApiSession by, String path, String mediaType) {
        return new SlowClient(node.port()).send("""
                POST /v1%s HTTP/1.1\r
                Host: localhost\r
                Connection: close\r
                Authorization: Bearer %s\r
                Content-Type: %s\r
                Transfer-Encoding: chunked\r
                \r
                """.formatted(path, by.accessToken(), mediaType));
    }

    private static byte[] chunk(byte[] content) {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes((Integer.toHexString(content.length) + "\r\n").getBytes(US_ASCII));
        chunk.writeBytes(content);
        chunk.writeBytes("\r\n".getBytes(US_ASCII));
        return chunk.toByteArray();
    }
}
