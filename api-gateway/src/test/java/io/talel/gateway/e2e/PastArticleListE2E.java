package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.ArticleRequests.change;
import static io.talel.gateway.e2e.ArticleRequests.fresh;
import static io.talel.gateway.e2e.ArticleRequests.slugs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of everybody's articles as it was. Every test has a tag of its own, since others publish at the same node. */
@Tag("port")
class PastArticleListE2E {

    private static final Api API = GatewayNode.shared().api();
    private static final String FUTURE = "2126-01-01T00:00:00Z";

    private final ApiSession ada = TestPerson.signedIn(API, "ada");
    private final ApiSession bob = TestPerson.signedIn(API, "bob");
    private final String tag = fresh("Then & now");

    @Test
    void it_is_what_was_listed_then() {
        String first = publish(ada, "First");
        ada.draft(fresh("Draft"), "Hidden.");
        String second = publish(bob, "Second");
        String then = updatedAt(second);
        ApiAnswer served = API.get("/articles?" + tagged()).send().is(200);
        ApiAnswer ofAda = API.get("/articles?" + by(ada)).send().is(200);

        revise(ada, first, Map.of("title", "Another title", "meta_description", "Another one."));
        publish(ada, "Third");

        ApiAnswer past = at(then, tagged());
        assertThat(past.json().path("articles")).isEqualTo(served.json().path("articles"));
        assertThat(slugs(past)).containsExactly(second, first);
        assertThat(past.keys()).containsExactlyInAnyOrder("articles", "next_cursor");
        assertThat(past.text()).contains(ada.person().username(), bob.person().username());
        assertThat(at(then, by(ada)).json()).isEqualTo(ofAda.json());
        assertThat(at(then, by(ada) + "&" + tagged()).json()).isEqualTo(ofAda.json());
        assertThat(at(then, by(ada)).header("Link")).isEmpty();
        assertThat(slugs(at(FUTURE, tagged()))).hasSize(3);
        assertThat(slugs(at("2020-01-01T00:00:00Z", tagged()))).isEmpty();
        assertThat(slugs(at("0000-01-01T00:00:00Z", tagged()))).isEmpty();
    }

    @Test
    void an_article_is_found_by_the_tags_that_it_had() {
        String slug = publish(ada, "Tagged");
        String then = updatedAt(slug);
        String later = fresh("Later");
        revise(ada, slug, Map.of("tags", List.of(later)));
        String inCapitals = "tag=" + Paths.segment(tag.toUpperCase(Locale.ROOT));

        assertThat(slugs(at(then, inCapitals))).containsExactly(slug);
        assertThat(slugs(at(then, "tag=" + Paths.segment(later)))).isEmpty();
        assertThat(slugs(at(FUTURE, tagged()))).isEmpty();
        assertThat(slugs(at(FUTURE, "tag=" + Paths.segment(later)))).containsExactly(slug);
    }

    @Test
    void what_is_hidden_now_or_was_then_is_left_out() {
        String first = publish(ada, "First");
        String second = publish(bob, "Second");
        String third = publish(ada, "Third");
        change(bob, second, "unpublish").is(200);
        String then = revise(ada, third, Map.of("body", "Then.")).text("article", "updated_at");
        change(bob, second, "publish").is(200);
        assertThat(slugs(at(then, tagged()))).containsExactly(third, first);

        change(ada, third, "unpublish").is(200);
        assertThat(slugs(at(then, tagged()))).containsExactly(first);
        ada.request("DELETE", Paths.article(first)).send().is(204);
        assertThat(slugs(at(then, tagged()))).isEmpty();
        assertThat(ada.get("/articles?at=" + then + "&" + tagged()).send().text())
                .isEqualTo(at(then, tagged()).text());

        change(ada, first, "restore").is(200);
        assertThat(slugs(at(then, tagged()))).containsExactly(first);
    }

    @Test
    void nothing_is_shown_of_those_who_are_erased() {
        String adas = publish(ada, "Ada's");
        String bobs = publish(bob, "Bob's");
        String then = updatedAt(bobs);
        assertThat(slugs(at(then, tagged()))).containsExactly(bobs, adas);

        Erasures.delete(bob, "keep").is(200);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(slugs(at(then, tagged()))).containsExactly(adas));
        assertThat(slugs(at(then, by(bob)))).isEmpty();
        assertThat(slugs(API.get("/articles?" + tagged()).send())).containsExactly(bobs, adas);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void pages_follow_each_other(int limit) {
        List<String> published = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            published.addFirst(publish(i % 2 == 0 ? ada : bob, "Paged"));
        }
        String then = updatedAt(published.getFirst());
        publish(ada, "Too late");
        List<String> listed = new ArrayList<>();
        String next = "/articles?at=" + then + "&limit=" + limit + "&" + tagged();
        while (!next.isEmpty()) {
            ApiAnswer page = API.get(next).send().is(200);
            listed.addAll(slugs(page));
            next = page.header("Link").replaceAll("^<([^>]*)>; rel=\"next\"$", "$1");
            assertThat(page.json().path("next_cursor").isNull()).isEqualTo(next.isEmpty());
        }
        assertThat(listed).isEqualTo(published);
    }

    @Test
    void a_cursor_leads_on_in_lists_of_earlier_times_too() {
        String first = publish(ada, "First");
        String second = publish(ada, "Second");
        ApiAnswer page = at(FUTURE, tagged() + "&limit=1");
        assertThat(slugs(page)).containsExactly(second);
        String cursor = "&cursor=" + page.text("next_cursor");
        assertThat(slugs(at(updatedAt(second), tagged() + cursor))).containsExactly(first);
        API.get("/articles?at=2020-01-01T00:00:00Z" + cursor).send().isBadRequestNaming("cursor");
        assertThat(slugs(at(FUTURE, tagged() + "&cursor="))).containsExactly(second, first);
    }

    @Test
    void large_articles_come_on_pages_of_their_own() {
        String large = ada.publish(fresh("Large"), "a".repeat(700_000));
        String larger = ada.publish(fresh("Larger"), "b".repeat(900_000));
        ApiAnswer first = at(FUTURE, by(ada));
        assertThat(slugs(first)).containsExactly(larger);
        assertThat(slugs(at(FUTURE, by(ada) + "&cursor=" + first.text("next_cursor"))))
                .containsExactly(large);
    }

    @Test
    void a_list_that_the_client_has_is_not_sent_again() {
        String then = updatedAt(publish(ada, "Kept"));
        ApiAnswer answer = at(then, tagged());
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache, public");
        API.get("/articles?at=" + then + "&" + tagged())
                .header("If-None-Match", answer.header("ETag"))
                .send()
                .is(304);
    }

    @Test
    void what_is_unknown_is_an_empty_list() {
        for (String query :
                List.of("author=nobody-of-this-name", "author=" + ada.person().username(), "q=&" + tagged())) {
            assertThat(slugs(at(FUTURE, query))).isEmpty();
        }
    }

    @Test
    void a_parameter_that_is_wrong_is_named() {
        at400("2126-01-01T00:00:00Z&q=words", "q");
        at400("soon", "at");
        at400("", "at");
        at400("-0001-12-31T23:59:59Z", "at");
        at400(FUTURE + "&cursor=x", "cursor");
        at400(FUTURE + "&before=2026-01-01T00:00:00Z,1", "before");
        at400(FUTURE + "&author=a%2Fb", "author");
        at400(FUTURE + "&tag=" + "x".repeat(51), "tag");
        API.get("/articles?at=" + FUTURE + "&limit=x").send().isBadRequest("Expected numeric query parameters");
    }

    private static void at400(String query, String parameter) {
        API.get("/articles?at=" + query).send().isBadRequestNaming(parameter);
    }

    private String publish(ApiSession author, String title) {
        return author.post("/articles")
                .json(Map.of(
                        "title", fresh(title), "body", "Old.", "meta_description", "", "tags", List.of("other", tag)))
                .send()
                .is(201)
                .text("article", "slug");
    }

    private static ApiAnswer revise(ApiSession author, String slug, Map<String, Object> changes) {
        return author.request("PATCH", Paths.article(slug)).json(changes).send().is(200);
    }

    private static String updatedAt(String slug) {
        return API.get(Paths.article(slug)).send().is(200).text("article", "updated_at");
    }

    private String tagged() {
        return "tag=" + Paths.segment(tag);
    }

    private static String by(ApiSession author) {
        return "author=" + author.person().username();
    }

    private static ApiAnswer at(String time, String query) {
        return API.get("/articles?at=" + time + "&" + query).send().is(200);
    }
}
