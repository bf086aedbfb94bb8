package io.talel.gateway.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.user.UserId;
import io.talel.ops.localstack.LocalS3;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.databind.JsonNode;

/** Users delete their accounts, and their data are erased. */
class ErasureE2E {

    private static final byte[] BLANK = {' '};
    private static final String LAST_CHUNK = "0\r\n\r\n";

    private static GatewayNode node;

    private final Api api = node.api();
    private final ApiSession ada = TestPerson.signedIn(api, "ada");

    @BeforeAll
    static void start() {
        node = GatewayNode.with(Map.of());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void a_removed_user_is_gone_at_once_and_the_names_are_free() {
        delete(ada, "keep").is(200);

        api.get("/accounts/me").token(ada.accessToken()).send().is(403);
        ada.refresh().is(401);
        api.get("/users/" + ada.person().username()).send().is(404);
        api.post("/accounts/login")
                .json(Map.of(
                        "email", ada.person().email(), "password", ada.person().password()))
                .send()
                .is(401);
        api.post("/accounts/register")
                .json(Map.of(
                        "email",
                        ada.person().email(),
                        "username",
                        ada.person().username(),
                        "password",
                        ada.person().password()))
                .send()
                .is(201);
    }

    @Test
    void articles_are_kept_under_no_name_or_removed_and_images_go_in_either_case() {
        ApiSession bob = TestPerson.signedIn(api, "bob");
        String kept = ada.publish("Kept", "As it was.");
        String removed = bob.publish("Removed", "As it was.");
        image(ada);
        UserId adasId = id(ada);
        assertThat(objects(node, adasId)).hasSize(1);

        delete(ada, "keep").is(200);
        delete(bob, "remove").is(200);

        assertThat(api.get("/articles/" + kept).send().is(200).text("user", "username"))
                .isEqualTo("deleted user");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(recorded(node, adasId, "ImageRemoved")).isEqualTo(1);
            assertThat(objects(node, adasId)).isEmpty();
        });
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> api.get("/articles/" + removed).send().is(404));
        api.get("/articles/" + kept).send().is(200);
    }

    @Test
    void drafts_and_removed_articles_go_though_published_ones_stay() {
        try (GatewayNode own = GatewayNode.with(Map.of())) {
            ApiSession carol = TestPerson.signedIn(own.api(), "carol");
            UserId carolsId = id(carol);
            String kept = carol.publish("Kept", "As it was.");
            carol.draft("Never shown", "As it was.");
            String trashed = carol.publish("Taken back", "As it was.");
            carol.request("DELETE", "/articles/" + trashed).send().is(204);

            delete(carol, "keep").is(200);

            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                settle(own);
                assertThat(recorded(own, carolsId, "ArticleRemoved")).isEqualTo(2);
                assertThat(pending(own)).isEmpty();
            });
            own.api().get("/articles/" + kept).send().is(200);
            assertThat(log(own).sql("SELECT body FROM article_g1.article WHERE author_id = ? ORDER BY id")
                            .param(carolsId.value())
                            .query(String.class)
                            .list())
                    .containsExactly("As it was.", "", "");
        }
    }

    @Test
    void what_no_read_model_shows_is_removed_too_and_so_are_bytes_that_no_event_tells_of() {
        try (GatewayNode own = GatewayNode.with(Map.of())) {
            ApiSession carol = TestPerson.signedIn(own.api(), "carol");
            UserId carolsId = id(carol);
            String shown = carol.publish("Shown", "As it was.");
            log(own).sql("INSERT INTO read_model.pause (projection, operator, reason)"
                            + " VALUES ('article', 'grace', 'a look'), ('image', 'grace', 'a look')")
                    .update();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> own.api()
                                    .get("/articles/" + carol.publish("Hidden", "As it was."))
                                    .send()
                                    .status()
                            == 503);
            image(carol);
            own.bean("s3Client", S3Client.class)
                    .putObject(
                            put -> put.bucket(LocalS3.CONTENT_BUCKET)
                                    .key("users/" + carolsId.value() + "/images/lost.png"),
                            RequestBody.fromBytes(Pictures.PNG));
            long published = recorded(own, carolsId, "ArticlePublished");

            delete(carol, "remove").is(200);

            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                assertThat(recorded(own, carolsId, "ArticleRemoved")).isEqualTo(published);
                assertThat(recorded(own, carolsId, "ImageRemoved")).isEqualTo(1);
                assertThat(objects(own, carolsId)).isEmpty();
            });

            own.api().get("/articles/" + shown).send().is(200);
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                settle(own);
                return attempts(own) > 5;
            });

            log(own).sql("DELETE FROM read_model.pause").update();
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                settle(own);
                return pending(own).isEmpty();
            });
            own.api().get("/articles/" + shown).send().is(404);
            assertThat(recorded(own, carolsId, "ArticleRemoved")).isEqualTo(published);
        }
    }

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

    @Test
    void it_takes_the_password_and_a_choice() {
        api.request("DELETE", "/accounts/me")
                .token(ada.accessToken())
                .json(Map.of("password", "another one", "articles", "keep"))
                .send()
                .isError(401, "Unauthorized", "Invalid password");
        delete(ada, "burn").isBadRequestNaming("articles");
        api.request("DELETE", "/accounts/me")
                .json(Map.of("password", ada.person().password(), "articles", "keep"))
                .send()
                .isForbidden("No authorization header provided");
        api.get("/accounts/me").token(ada.accessToken()).send().is(200);
    }

    @Test
    void an_export_holds_all_that_is_stored() {
        String slug = ada.publish("Hello", "As it *was*.");
        String image = image(ada);
        String file = image.substring(image.lastIndexOf('/') + 1);

        Map<String, byte[]> export = export(ada);

        assertThat(export.keySet())
                .containsExactlyInAnyOrder(
                        "account.json",
                        "events.json",
                        "sessions.json",
                        "security.json",
                        "articles.json",
                        "articles/" + slug + ".md",
                        "images.json",
                        "images/" + file);
        assertThat(export.get("articles/" + slug + ".md")).asString(UTF_8).isEqualTo("As it *was*.");
        assertThat(json(export, "account.json").at("/account/email").asString())
                .isEqualTo(ada.person().email());
        assertThat(json(export, "events.json").at("/0/name").asString()).isEqualTo("UserRegistered");
        assertThat(json(export, "events.json").at("/0/event/email").asString())
                .isEqualTo(ada.person().email());
        assertThat(json(export, "sessions.json").path("sessions").size()).isEqualTo(1);
        assertThat(json(export, "articles.json").at("/0/slug").asString()).isEqualTo(slug);
        assertThat(json(export, "images.json").at("/0/file").asString()).isEqualTo(file);
        assertThat(json(export, "images.json").at("/0/missing").asBoolean()).isFalse();

        objects(node, id(ada)).forEach(key -> node.bean("s3Client", S3Client.class)
                .deleteObject(delete -> delete.bucket(LocalS3.CONTENT_BUCKET).key(key)));
        Map<String, byte[]> without = export(ada);
        assertThat(without).doesNotContainKey("images/" + file);
        assertThat(json(without, "images.json").at("/0/missing").asBoolean()).isTrue();
    }

    @Test
    void an_export_is_not_to_be_had_all_the_time_or_without_a_token() {
        api.get("/accounts/me/export").send().isForbidden("No authorization header provided");
        for (int i = 0; i < 5; i++) {
            exported(ada).is(200);
        }
        exported(ada).is(429);
    }

    private ApiAnswer delete(ApiSession of, String articles) {
        return of.api()
                .request("DELETE", "/accounts/me")
                .token(of.accessToken())
                .json(Map.of("password", of.person().password(), "articles", articles))
                .send();
    }

    private static UserId id(ApiSession of) {
        return new UserId(of.api()
                .get("/accounts/me")
                .token(of.accessToken())
                .send()
                .is(200)
                .json()
                .at("/user/id")
                .asLong());
    }

    /** Number of such events with the user as actor or subject. */
    private static long recorded(GatewayNode node, UserId actor, String event) {
        return log(node)
                .sql("SELECT count(*) FROM event_store.event_log"
                        + " WHERE event = :event AND metadata ->> 'actor' = :actor")
                .param("event", event)
                .param("actor", actor.toString())
                .query(Long.class)
                .single();
    }

    /** Users whose erasure has not finished. */
    private static List<Long> pending(GatewayNode node) {
        return log(node)
                .sql("SELECT user_id FROM auth.erasure")
                .query(Long.class)
                .list();
    }

    /**
     * Makes the last check due now instead of after two minutes. Repeats this, since the first check, which may be under way,
     * schedules it again.
     */
    private static void settle(GatewayNode node) {
        log(node)
                .sql("UPDATE auth.erasure SET due_at = now(), sessions_ended_at = now() - interval '3 minutes'")
                .update();
    }

    private static int attempts(GatewayNode node) {
        return log(node)
                .sql("SELECT coalesce(max(attempts), 0) FROM auth.erasure")
                .query(Integer.class)
                .single();
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

    private static JdbcClient log(GatewayNode node) {
        return JdbcClient.create(node.bean("eventStoreDataSource", DataSource.class));
    }

    /** Keys of the objects of a person that are in the bucket. */
    private static List<String> objects(GatewayNode node, UserId owner) {
        return node
                .bean("s3Client", S3Client.class)
                .listObjectsV2(list -> list.bucket(LocalS3.CONTENT_BUCKET).prefix("users/" + owner.value() + "/"))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    private ApiAnswer exported(ApiSession of) {
        return api.get("/accounts/me/export").token(of.accessToken()).send();
    }

    private Map<String, byte[]> export(ApiSession of) {
        ApiAnswer answer = exported(of).is(200);
        assertThat(answer.header("Content-Disposition")).startsWith("attachment");
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    private static JsonNode json(Map<String, byte[]> export, String name) {
        return Api.JSON.readTree(export.get(name));
    }

    private static ApiAnswer imageOf(ApiSession of) {
        return of.upload(new Multipart().file("image", "Ada.png", "image/png", Pictures.PNG));
    }

    private static String image(ApiSession of) {
        return imageOf(of).is(200).json().at("/image_objects_urls/0").asString();
    }
}
