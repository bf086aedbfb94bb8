package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.ArticleRequests.change;
import static io.talel.gateway.e2e.ArticleRequests.fresh;
import static io.talel.gateway.e2e.ArticleRequests.revise;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Articles that say again what they said before. */
class ArticleReversionsE2E {

    private static final Api HERE = GatewayNode.shared().api();
    private static GatewayNode other;
    private static Api there;

    private final ApiSession ada = TestPerson.signedIn(HERE, "ada");

    @BeforeAll
    static void a_second_node() {
        other = GatewayNode.besideShared(Map.of());
        there = other.api();
    }

    @AfterAll
    static void it_stops() {
        other.close();
    }

    @Test
    void a_reversion_is_a_new_version_that_can_be_reverted() {
        String slug = ada.publish(fresh("Reverted"), "*First.*");
        String title = HERE.get(Paths.article(slug)).send().text("article", "title");
        revise(ada, slug, Map.of("body", "Second.", "title", "Other")).is(200);

        ApiAnswer reverted = revert(ada, slug, 0).is(200);
        assertThat(reverted.header("ETag")).startsWith("\"2-");
        assertThat(reverted.text("article", "html")).isEqualTo("<p><em>First.</em></p>");
        assertThat(reverted.text("article", "status")).isEqualTo("published");
        ApiAnswer read = there.get(Paths.article(slug)).send();
        assertThat(read.text("article", "title")).isEqualTo(title);
        assertThat(read.text("article", "body")).isEqualTo("*First.*");

        assertThat(revert(ada.at(there), slug, 1).is(200).text("article", "body"))
                .isEqualTo("Second.");
        assertThat(revert(ada, slug, 3).is(200).header("ETag")).startsWith("\"3-");
    }

    @Test
    void a_draft_stays_a_draft() {
        String slug = ada.publish(fresh("Draft"), "First.");
        change(ada, slug, "unpublish").is(200);
        revise(ada, slug, Map.of("body", "Second.")).is(200);
        assertThat(revert(ada, slug, 0).is(200).text("article", "status")).isEqualTo("draft");
        HERE.get(Paths.article(slug)).send().is(404);
    }

    @Test
    void another_version_than_expected_is_refused() {
        String slug = ada.publish(fresh("Expected"), "First.");
        String first = HERE.get(Paths.article(slug)).send().header("ETag");
        String second = revise(ada, slug, Map.of("body", "Second.")).header("ETag");
        ifMatch(slug, first).is(412);
        ifMatch(slug, second).is(200);
    }

    private ApiAnswer ifMatch(String slug, String etag) {
        return ada.post(Paths.article(slug) + "/revert")
                .header("If-Match", etag)
                .json(Map.of("version", 0))
                .send();
    }

    @Test
    void a_repeat_undoes_nothing_that_came_after_the_first_attempt() {
        String key = UUID.randomUUID().toString();
        String slug = ada.publish(fresh("Repeated"), "First.");
        revise(ada, slug, Map.of("body", "Second.")).is(200);
        withKey(ada, key, slug, 0).is(200);
        revise(ada, slug, Map.of("body", "Third.")).is(200);

        assertThat(withKey(ada.at(there), key, slug, 0).is(200).text("article", "body"))
                .isEqualTo("First.");
        withKey(ada, key, slug, 1).is(422);

        forgetThatItIsDone();
        assertThat(withKey(ada.at(there), key, slug, 0).is(200).text("article", "body"))
                .isEqualTo("First.");
        assertThat(HERE.get(Paths.article(slug)).send().text("article", "body")).isEqualTo("Third.");
    }

    /** As if the node had died before it stored the outcome. */
    private static void forgetThatItIsDone() {
        other.bean("authJdbcClient", JdbcClient.class)
                .sql("UPDATE auth.idempotency_key SET done = false, leased_until = now()"
                        + " WHERE created_at = (SELECT max(created_at) FROM auth.idempotency_key)")
                .update();
    }

    @Test
    void a_repeat_is_another_version_if_the_first_attempt_reverted_nothing() {
        String key = UUID.randomUUID().toString();
        String slug = ada.publish(fresh("Not reverted"), "First.");
        revise(ada, slug, Map.of("body", "Second.")).is(200);
        String third = revise(ada, slug, Map.of("body", "Third.")).header("ETag");
        withKeyIfMatch(key, slug, third).is(200);
        forgetThatItIsDone();
        withKeyIfMatch(key, slug, third).is(200);

        revise(ada, slug, Map.of("body", "Fourth.")).is(200);
        forgetThatItIsDone();
        withKeyIfMatch(key, slug, third).is(200);
        withKeyIfMatch(UUID.randomUUID().toString(), slug, third).is(412);
        forgetThatItIsDone();
        withKeyIfMatch(key, slug, "\"1-\"").is(412);
        assertThat(HERE.get(Paths.article(slug)).send().text("article", "body")).isEqualTo("Fourth.");
    }

    private ApiAnswer withKeyIfMatch(String key, String slug, String etag) {
        return ada.post(Paths.article(slug) + "/revert")
                .header("Idempotency-Key", key)
                .header("If-Match", etag)
                .json(Map.of("version", 0))
                .send();
    }

    private static ApiAnswer withKey(ApiSession by, String key, String slug, long version) {
        return by.post(Paths.article(slug) + "/revert")
                .header("Idempotency-Key", key)
                .json(Map.of("version", version))
                .send();
    }

    @Test
    void what_cannot_be_reverted_is_refused() {
        ApiSession bob = TestPerson.signedIn(HERE, "bob");
        String slug = ada.publish(fresh("Refused"), "First.");
        String draft = ada.draft(fresh("Hidden"), "First.");
        revert(bob, slug, 0).isForbidden("Only the author may do this");
        revert(bob, draft, 0).isError(404, "Not Found", "Article not found");
        revert(ada, "nowhere-at-all", 0).isError(404, "Not Found", "Article not found");
        revert(ada, slug, 1).isBadRequestNaming("version");
        revert(ada, slug, -1).isBadRequestNaming("version");
        ada.post(Paths.article(slug) + "/revert")
                .json(Map.of("version", "0"))
                .send()
                .isBadRequest("'version' must be a whole number");
        ada.post(Paths.article(slug) + "/revert").json(Map.of("v", 0)).send().isBadRequest("Expected 'version' key");
        ada.request("DELETE", Paths.article(slug)).send().is(204);
        revert(ada, slug, 0).isError(404, "Not Found", "Article not found");
    }

    private static ApiAnswer revert(ApiSession by, String slug, long version) {
        return by.post(Paths.article(slug) + "/revert")
                .json(Map.of("version", version))
                .send();
    }
}
