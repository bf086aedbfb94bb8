package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.ArticleRequests.change;
import static io.talel.gateway.e2e.ArticleRequests.fresh;
import static io.talel.gateway.e2e.ArticleRequests.revise;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who sees a draft at the address that it will have for readers. */
@Tag("port")
class OwnDraftE2E {

    private static final Api API = GatewayNode.shared().api();
    private static final String INVALID = "x.y.z";

    private final ApiSession ada = TestPerson.signedIn(API, "ada");
    private final ApiSession bob = TestPerson.signedIn(API, "bob");

    @Test
    void its_author_reads_it_as_at_its_own_address() {
        String slug = ada.draft(fresh("Draft"), "Not yet.");

        ApiAnswer read = ada.get(Paths.article(slug)).send().is(200);

        ApiAnswer own = ada.get(Paths.ownArticle(slug)).send().is(200);
        assertThat(read.json()).isEqualTo(own.json());
        assertThat(read.header("ETag")).isEqualTo(own.header("ETag"));
        assertThat(read.header("Cache-Control")).isEqualTo("no-cache, private");
        ada.get(Paths.article(slug))
                .header("If-None-Match", read.header("ETag"))
                .send()
                .is(304);
        ada.request("PATCH", Paths.article(slug))
                .header("If-Match", read.header("ETag"))
                .json(Map.of("body", "Soon."))
                .send()
                .is(200);
    }

    @Test
    void to_others_it_is_like_nothing_byte_for_byte() {
        String draft = ada.draft(fresh("Secret"), "Not yet.");
        String taken = ada.publish(fresh("Taken back"), "Not now.");
        change(ada, taken, "unpublish").is(200);

        for (String slug : new String[] {draft, taken}) {
            isLike(
                    API.get(Paths.article("nowhere")).send().is(404),
                    API.get(Paths.article(slug)).send());
            isLike(
                    bob.get(Paths.article("nowhere")).send().is(404),
                    bob.get(Paths.article(slug)).send());
            isLike(
                    API.get(Paths.article("nowhere")).token(INVALID).send().is(404),
                    API.get(Paths.article(slug)).token(INVALID).send());
        }
        isLike(
                API.get(Paths.article("nowhere")).send(),
                bob.get(Paths.article(draft)).send());
    }

    private static void isLike(ApiAnswer nothing, ApiAnswer answer) {
        assertThat(answer.status()).isEqualTo(nothing.status());
        assertThat(answer.body()).isEqualTo(nothing.body());
        assertThat(answer.headers().map().keySet())
                .isEqualTo(nothing.headers().map().keySet());
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void what_is_public_everybody_reads_alike_whatever_the_token() {
        String slug = ada.publish(fresh("Public"), "Text.");
        ApiAnswer read = API.get(Paths.article(slug)).send().is(200);
        for (String token : new String[] {ada.accessToken(), bob.accessToken(), INVALID}) {
            ApiAnswer answer = API.get(Paths.article(slug)).token(token).send().is(200);
            assertThat(answer.body()).isEqualTo(read.body());
            assertThat(answer.header("Cache-Control")).isEqualTo("no-cache, public");
        }
        String renamed =
                revise(ada, slug, Map.of("slug", slug + " renamed")).is(200).text("article", "slug");
        ApiAnswer moved = API.get(Paths.article(slug)).token(INVALID).send().is(301);
        assertThat(moved.header("Location")).isEqualTo("/v1" + Paths.article(renamed));
        assertThat(moved.header("Cache-Control")).isEqualTo("no-cache, public");
    }

    @Test
    void an_old_slug_of_a_draft_leads_its_author_on_and_nobody_else() {
        String old = ada.draft(fresh("Old"), "Not yet.");
        String present =
                revise(ada, old, Map.of("slug", old + " renamed")).is(200).text("article", "slug");

        ApiAnswer moved = ada.get(Paths.article(old)).send().is(301);
        assertThat(moved.header("Location")).isEqualTo("/v1" + Paths.article(present));
        assertThat(moved.header("Cache-Control")).isEqualTo("no-cache, private");
        API.get(Paths.article(old)).send().isError(404, "Not Found", "Article not found");
        bob.get(Paths.article(old)).send().isError(404, "Not Found", "Article not found");
    }

    @Test
    void what_is_in_the_trash_is_gone_from_there_for_its_author_too() {
        String slug = ada.draft(fresh("Trash"), "");
        ada.request("DELETE", Paths.article(slug)).send().is(204);
        ada.get(Paths.article(slug)).send().isError(404, "Not Found", "Article not found");
        change(ada, slug, "restore").is(200);
        ada.get(Paths.article(slug)).send().is(200);
    }
}
