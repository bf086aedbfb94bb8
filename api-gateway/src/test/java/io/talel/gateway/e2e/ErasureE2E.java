package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.Erasures.attempts;
import static io.talel.gateway.e2e.Erasures.delete;
import static io.talel.gateway.e2e.Erasures.id;
import static io.talel.gateway.e2e.Erasures.image;
import static io.talel.gateway.e2e.Erasures.log;
import static io.talel.gateway.e2e.Erasures.objects;
import static io.talel.gateway.e2e.Erasures.pending;
import static io.talel.gateway.e2e.Erasures.recorded;
import static io.talel.gateway.e2e.Erasures.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.user.UserId;
import io.talel.ops.localstack.LocalS3;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Users delete their accounts, and their data are erased. */
class ErasureE2E {

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
}
