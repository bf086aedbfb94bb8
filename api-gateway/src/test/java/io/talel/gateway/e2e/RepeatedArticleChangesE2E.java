package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.ArticleRequests.change;
import static io.talel.gateway.e2e.ArticleRequests.fresh;
import static io.talel.gateway.e2e.ArticleRequests.revise;
import static io.talel.gateway.e2e.ArticleRequests.withKey;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Changes of the status of an article that are sent again. */
class RepeatedArticleChangesE2E {

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

    @ParameterizedTest
    @ValueSource(strings = {"publish", "unpublish", "restore"})
    void a_repeated_change_does_nothing_again_and_has_the_same_answer(String action) {
        String key = UUID.randomUUID().toString();
        String slug = ada.draft(fresh("Repeated"), "");
        if (action.equals("unpublish")) {
            change(ada, slug, "publish").is(200);
        }
        if (action.equals("restore")) {
            ada.request("DELETE", Paths.article(slug)).send().is(204);
        }
        ApiAnswer first = withKey(ada, key, slug, action).is(200);
        revise(ada, slug, Map.of("body", "Later.")).is(200);
        ada.request("DELETE", Paths.article(slug)).send().is(204);

        ApiAnswer repeat = withKey(ada.at(there), key, slug, action).is(200);
        assertThat(repeat.text()).isEqualTo(first.text());
        assertThat(repeat.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(ada.get(Paths.ownArticle(slug)).send().text("article", "status"))
                .isEqualTo("removed");
    }

    @Test
    void a_refused_change_leaves_its_key_free() {
        String key = UUID.randomUUID().toString();
        String slug = ada.draft(fresh("Refused"), "");
        ada.post(Paths.article(slug) + "/publish")
                .header("Idempotency-Key", key)
                .header("If-Match", "\"7-x\"")
                .send()
                .is(412);
        withKey(ada, key, slug, "publish").is(200);
    }

    @Test
    void a_change_whose_node_died_before_its_answer_is_answered_to_the_repeat() {
        String key = UUID.randomUUID().toString();
        String slug = ada.draft(fresh("Died"), "");
        String etag = ada.get(Paths.ownArticle(slug)).send().header("ETag");
        ApiAnswer first = withKey(ada, key, slug, "publish", etag).is(200);
        other.bean("authJdbcClient", JdbcClient.class)
                .sql("UPDATE auth.idempotency_key SET done = false, leased_until = now()"
                        + " WHERE created_at = (SELECT max(created_at) FROM auth.idempotency_key)")
                .update();

        ApiAnswer repeat = withKey(ada.at(there), key, slug, "publish", etag).is(200);

        assertThat(repeat.header("ETag")).startsWith("\"1-").isEqualTo(first.header("ETag"));
    }

    @Test
    void a_repeat_undoes_nothing_that_came_after_the_first_attempt() {
        String key = UUID.randomUUID().toString();
        String slug = ada.draft(fresh("Taken back"), "");
        ApiAnswer first = withKey(ada, key, slug, "publish").is(200);
        change(ada, slug, "unpublish").is(200);
        other.bean("authJdbcClient", JdbcClient.class)
                .sql("UPDATE auth.idempotency_key SET done = false, leased_until = now()"
                        + " WHERE created_at = (SELECT max(created_at) FROM auth.idempotency_key)")
                .update();

        assertThat(withKey(ada.at(there), key, slug, "publish").is(200).text()).isEqualTo(first.text());

        HERE.get(Paths.article(slug)).send().is(404);
    }
}
