package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.ArticleRequests.change;
import static io.talel.gateway.e2e.ArticleRequests.fresh;
import static io.talel.gateway.e2e.ArticleRequests.revise;
import static io.talel.gateway.e2e.ArticleRequests.slugs;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of articles as they were. */
@Tag("port")
class PastListsE2E {

    private static final Api API = GatewayNode.shared().api();

    private final ApiSession ada = TestPerson.signedIn(API, "ada");

    @Test
    void a_list_at_a_time_is_what_was_listed_then() {
        String first = ada.publish(fresh("First"), "Old.");
        String draft = ada.draft(fresh("Draft"), "Hidden.");
        String second = ada.publish(fresh("Second"), "Old too.");
        String then = API.get(Paths.article(second)).send().text("article", "updated_at");
        ApiAnswer served = API.get(Paths.articlesOf(ada.person())).send().is(200);

        revise(ada, first, Map.of("body", "New.")).is(200);
        change(ada, draft, "publish").is(200);
        ada.publish(fresh("Third"), "");

        ApiAnswer past = at(then, "").is(200);
        assertThat(past.json()).isEqualTo(served.json());
        assertThat(past.header("X-Total-Count")).isEmpty();
        assertThat(past.header("Link")).isEmpty();
        assertThat(past.header("Cache-Control")).isEqualTo("no-cache, public");
        assertThat(slugs(at("2126-01-01T00:00:00Z", ""))).hasSize(4);
        assertThat(at("2020-01-01T00:00:00Z", "").text()).isEqualTo("{}");
        assertThat(at("0000-01-01T00:00:00Z", "").text()).isEqualTo("{}");
    }

    @Test
    void what_is_hidden_now_or_was_then_is_left_out() {
        String first = ada.publish(fresh("First"), "");
        String second = ada.publish(fresh("Second"), "");
        String third = ada.publish(fresh("Third"), "");
        change(ada, second, "unpublish").is(200);
        String then = revise(ada, third, Map.of("body", "Then.")).text("article", "updated_at");
        change(ada, second, "publish").is(200);
        assertThat(slugs(at(then, ""))).containsExactly(third, first);

        ada.request("DELETE", Paths.article(first)).send().is(204);
        assertThat(slugs(at(then, ""))).containsExactly(third);
        assertThat(ada.get(Paths.articlesOf(ada.person()) + "?at=" + then)
                        .send()
                        .text())
                .isEqualTo(at(then, "").text());
    }

    @Test
    void pages_follow_each_other() {
        List<String> published = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            published.addFirst(ada.publish(fresh("Paged"), ""));
        }
        List<String> listed = new ArrayList<>();
        String next = Paths.articlesOf(ada.person()) + "?at=2126-01-01T00:00:00Z&limit=2";
        while (!next.isEmpty()) {
            ApiAnswer page = API.get(next).send().is(200);
            listed.addAll(slugs(page));
            next = page.header("Link").replaceAll("^<([^>]*)>; rel=\"next\"$", "$1");
        }
        assertThat(listed).isEqualTo(published);
    }

    @Test
    void large_articles_come_on_pages_of_their_own() {
        String large = ada.publish(fresh("Large"), "a".repeat(700_000));
        String larger = ada.publish(fresh("Larger"), "b".repeat(900_000));
        ApiAnswer first = at("2126-01-01T00:00:00Z", "");
        assertThat(slugs(first)).containsExactly(larger);
        ApiAnswer second =
                API.get(first.header("Link").replaceAll("^<([^>]*)>.*", "$1")).send();
        assertThat(slugs(second)).containsExactly(large);
    }

    @Test
    void an_unknown_user_has_an_empty_list() {
        ApiAnswer answer = API.get("/users/nobody-at-all/articles?at=2126-01-01T00:00:00Z")
                .send()
                .is(200);
        assertThat(answer.text()).isEqualTo("{}");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache, public");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "before=x",
                "before=1,2",
                "before=2026-01-01T00:00:00Z",
                "before=2026-01-01T00:00:00Z,x",
                "before=-4713-01-01T00:00:00Z,1",
                "before=%2B12026-01-01T00:00:00Z,1",
                "before=2126-01-01T00:00:00.000001Z,1"
            })
    void what_is_no_position_is_refused(String query) {
        at("2126-01-01T00:00:00Z", "&" + query).isBadRequestNaming("before");
        at("soon", "").isBadRequestNaming("at");
        at("-0001-12-31T23:59:59Z", "").isBadRequestNaming("at");
        at("%2B10000-01-01T00:00:00Z", "").isBadRequestNaming("at");
    }

    @Test
    void what_only_the_list_of_today_knows_is_refused() {
        at("2126-01-01T00:00:00Z", "&page=2").isBadRequestNaming("page");
        at("2126-01-01T00:00:00Z", "&cursor=").isBadRequestNaming("cursor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tags",
                "/accounts/me/articles",
                "/accounts/me/articles/x",
                "/feeds/rss.xml",
                "/feeds/atom.xml",
                "/feeds/feed.json",
                "/users/x/feeds/rss.xml",
                "/users/x/feeds/atom.xml",
                "/users/x/feeds/feed.json",
                "/sitemap.xml",
                "/sitemaps/1.xml"
            })
    void what_has_no_past_refuses_a_time(String list) {
        ada.get(list + "?at=2026-03-01T10:00:00Z").send().isBadRequestNaming("at");
    }

    private ApiAnswer at(String time, String more) {
        return API.get(Paths.articlesOf(ada.person()) + "?at=" + time + more).send();
    }
}
