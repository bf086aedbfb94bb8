package io.talel.gateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.article.ArticleCommand.RemoveArticle;
import io.talel.kernel.article.ArticleId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Something that is recorded but not shown yet is unavailable; only something unknown is not found. Changes go by what is recorded. */
class NotShownYetE2E {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static GatewayNode node;
    private static JdbcClient readModel;

    @BeforeAll
    static void a_node_of_its_own() {
        node = GatewayNode.with(Map.of());
        readModel = JdbcClient.create(node.bean("readModelDataSource", DataSource.class));
    }

    @AfterAll
    static void the_node_goes() {
        node.close();
    }

    @AfterEach
    void everything_goes_on() {
        readModel.sql("DELETE FROM read_model.pause").update();
    }

    @Test
    void an_article_whose_row_is_late_is_unavailable_until_it_is_there() {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        pause("article");

        String slug = ada.publish("Late row", "Text.");

        isUnavailable(Paths.article(slug));
        node.api().get(Paths.article("nobody-wrote-this")).send().is(404);
        resume();
        isShownSoon(Paths.article(slug));
    }

    @Test
    void a_new_slug_whose_row_is_late_is_unavailable_and_the_old_one_is_read_until_it_leads_there() {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        String slug = ada.publish("Late slug", "Text.");
        pause("article");

        String present = ArticleRequests.revise(ada, slug, Map.of("slug", "Later slug"))
                .is(200)
                .text("article", "slug");

        isUnavailable(Paths.article(present));
        node.api().get(Paths.article(slug)).send().is(200);
        resume();
        isShownSoon(Paths.article(present));
        node.api().get(Paths.article(slug)).send().is(301);
    }

    @Test
    void a_draft_whose_row_is_late_is_unavailable_to_its_author_and_unknown_to_others() {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        ApiSession bob = TestPerson.signedIn(node.api(), "bob");
        pause("article");

        String draft = ada.draft("Late draft", "");
        String published = ada.publish("Late and public", "");

        ada.get(Paths.ownArticle(draft)).send().is(503);
        for (String slug : List.of(draft, "nobody-wrote-this")) {
            bob.get(Paths.ownArticle(slug)).send().isError(404, "Not Found", "Article not found");
            for (String action : List.of("publish", "unpublish", "restore")) {
                changeWithKey(bob, slug, action).isError(404, "Not Found", "Article not found");
            }
        }
        changeWithKey(ada, draft, "publish").is(200);
        changeWithKey(bob, published, "unpublish").is(403);
    }

    @Test
    void a_change_with_a_key_goes_by_what_is_recorded_and_not_by_a_late_row() {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        String published = ada.publish("Late and published again", "Text.");
        String trashed = ada.publish("Late and restored", "Text.");
        String revised = ada.draft("Late and revised", "First.");
        pause("article");
        ArticleRequests.change(ada, published, "unpublish").is(200);
        ada.request("DELETE", Paths.article(trashed)).send().is(204);
        ArticleRequests.revise(ada, revised, Map.of("body", "Second.")).is(200);

        ApiAnswer again = changeWithKey(ada, published, "publish").is(200);
        changeWithKey(ada, trashed, "restore").is(200);
        ApiAnswer first = changeWithKey(ada, revised, "publish").is(200);

        assertThat(again.text("article", "status")).isEqualTo("published");
        assertThat(first.text("article", "body")).isEqualTo("Second.");
        resume();
        for (String slug : List.of(published, trashed, revised)) {
            await().atMost(SOON).untilAsserted(() -> assertThat(
                            node.api().get(Paths.article(slug)).send().is(200).header("ETag"))
                    .startsWith("\"2-"));
        }
    }

    @Test
    void a_repeat_is_answered_by_what_is_recorded_too() {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        String slug = ada.draft("Late and repeated", "First.");
        pause("article");
        ArticleRequests.revise(ada, slug, Map.of("body", "Second.")).is(200);
        for (String body : List.of("{\"version\":0}", "{\"publish_at\":\"2126-03-01T09:30:00Z\"}")) {
            String action = body.contains("version") ? "revert" : "schedule";
            Api.Request request = ada.post(Paths.article(slug) + "/" + action)
                    .header("Idempotency-Key", action)
                    .body("application/json", body.getBytes(UTF_8));
            ApiAnswer answer = request.send().is(200);
            assertThat(request.send().is(200).text()).isEqualTo(answer.text());
        }
        ApiAnswer published =
                ArticleRequests.withKey(ada, "published", slug, "publish").is(200);
        assertThat(published.text("article", "body")).isEqualTo("First.");
        assertThat(ArticleRequests.withKey(ada, "published", slug, "publish")
                        .is(200)
                        .text())
                .isEqualTo(published.text());
    }

    private static ApiAnswer changeWithKey(ApiSession person, String slug, String action) {
        return person.post(Paths.article(slug) + "/" + action)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .send();
    }

    @Test
    void images_and_articles_of_a_user_with_a_late_row_are_unavailable_until_it_is_there() {
        pause("user");
        ApiSession bob = TestPerson.signedIn(node.api(), "bob");

        String article = Paths.article(bob.publish("Late author", "Text."));
        ApiAnswer uploaded = bob.upload(new Multipart().file("a", "a.png", "image/png", Pictures.PNG))
                .is(200);
        String image = uploaded.json().at("/image_objects_urls/0").asString();

        isUnavailable(article);
        isUnavailable(Paths.articlesOf(bob.person()));
        isUnavailable(profileOf(bob.person()));
        assertThat(node.api().follow(image).status()).isEqualTo(503);
        TestPerson nobody = TestPerson.named("nobody");
        node.api().get(profileOf(nobody)).send().is(404);
        assertThat(node.api().get(Paths.articlesOf(nobody)).send().is(200).text())
                .isEqualTo("{}");
        node.api().get(Paths.imageOf(nobody, "a.png")).send().is(404);
        resume();
        isShownSoon(article);
        isShownSoon(Paths.articlesOf(bob.person()));
        isShownSoon(profileOf(bob.person()));
        assertThat(node.api().follow(image).status()).isEqualTo(200);
    }

    @Test
    void an_image_whose_row_is_late_is_unavailable_and_no_avatar_until_it_is_there() {
        ApiSession erin = TestPerson.signedIn(node.api(), "erin");
        pause("image");

        String image = erin.upload(new Multipart().file("a", "a.png", "image/png", Pictures.PNG))
                .is(200)
                .json()
                .at("/image_objects_urls/0")
                .asString();

        assertThat(node.api().follow(image).is(503).header("Retry-After")).isNotEmpty();
        avatar(erin, image).is(503);
        node.api().get(Paths.imageOf(erin.person(), "a_0123abc.png")).send().is(404);
        avatar(erin, image.replace(".png", "0.png")).is(400);
        resume();
        await().atMost(SOON).until(() -> node.api().follow(image).status() == 200);
        avatar(erin, image).is(200);
    }

    private static ApiAnswer avatar(ApiSession person, String image) {
        return person.request("PATCH", "/accounts/me")
                .json(Map.of("avatar_url", image))
                .send();
    }

    @Test
    void articles_and_profile_of_a_parked_user_are_unavailable_too() {
        pause("user");
        TestPerson carol = TestPerson.named("carol");
        long id = carol.register(node.api()).is(201).json().at("/user/id").asLong();
        park("user-" + id);
        resume();
        ApiSession session = carol.logIn(node.api());

        String slug = session.publish("Parked author", "Text.");

        isUnavailable(Paths.article(slug));
        isUnavailable(Paths.articlesOf(carol));
        isUnavailable(profileOf(carol));
    }

    @Test
    void a_removed_article_is_not_found_though_its_slug_stays_taken() {
        ApiSession dora = TestPerson.signedIn(node.api(), "dora");
        ApiAnswer published = dora.post("/articles")
                .json(Map.of("title", "Removed", "body", "", "meta_description", ""))
                .send()
                .is(201);
        ArticleId id = new ArticleId(published.json().at("/article/id").asLong());

        node.bean("commandGateway", CommandGateway.class).sendAndWait(new RemoveArticle(id));

        await().atMost(SOON)
                .until(() -> node.api()
                                .get(Paths.article(published.text("article", "slug")))
                                .send()
                                .status()
                        == 404);
    }

    private static void isUnavailable(String path) {
        assertThat(node.api().get(path).send().is(503).header("Retry-After")).isNotEmpty();
    }

    private static void isShownSoon(String path) {
        await().atMost(SOON).until(() -> node.api().get(path).send().status() == 200);
    }

    private static String profileOf(TestPerson person) {
        return "/users/" + person.username();
    }

    private static void pause(String projection) {
        readModel
                .sql("INSERT INTO read_model.pause (projection, operator, reason) VALUES (?, 'ada', 'a test')")
                .param(projection)
                .update();
    }

    private static void resume() {
        readModel.sql("DELETE FROM read_model.pause").update();
    }

    /** Parks the first event of the stream. */
    private static void park(String stream) {
        readModel
                .sql("INSERT INTO read_model.dead_letter"
                        + " (projection, generation, stream, version, global_index, event, cause, message, attempts)"
                        + " VALUES ('user', 1, ?, 0, 1, 'UserRegistered', 'a test', '', 1)")
                .param(stream)
                .update();
    }
}
