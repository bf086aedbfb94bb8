package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 5 of the contract. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("port")
class UserArticlesE2E {

    private static final int TWELVE = 12;

    private final Api api = GatewayNode.shared().api();
    private final ApiSession ada = TestPerson.signedIn(api, "ada");
    private final String path = Paths.articlesOf(ada.person());
    private final String address = "/users/" + ada.person().username() + "/articles";
    private final List<String> published = IntStream.rangeClosed(1, TWELVE)
            .mapToObj(i -> ada.publish("Article " + i + " of " + ada.person().username(), "Text " + i + "."))
            .toList();

    @Test
    void articles_are_listed_newest_first() {
        ApiAnswer answer = api.get(path + "?limit=100").send().is(200);
        assertThat(answer.keys()).containsExactlyInAnyOrder("articles", "user");
        assertThat(answer.keys("user")).containsExactlyInAnyOrder("id", "username", "location", "avatar_url");
        assertThat(slugs(answer)).isEqualTo(published.reversed());
        assertThat(answer.json().path("articles").path(0))
                .isEqualTo(api.get(Paths.article(published.getLast()))
                        .send()
                        .json()
                        .path("article"));
    }

    @Test
    void a_single_page_has_a_total_and_no_links() {
        ApiAnswer answer = api.get(path + "?limit=12").send().is(200);
        assertThat(answer.header("X-Total-Count")).isEqualTo("12");
        assertThat(answer.headers().firstValue("Link")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?page=1&limit=10", "?page=0&limit=0", "?page=&limit=", "?page=1", "?limit=10"})
    void the_first_page_of_ten_is_the_default(String query) {
        ApiAnswer answer = api.get(path + query).send().is(200);
        assertThat(slugs(answer)).hasSize(10);
        assertThat(answer.header("X-Total-Count")).isEqualTo("12");
        assertThat(answer.header("Link")).isEqualTo("<" + address + "?page=2&limit=10>; rel=\"next\"");
    }

    @Test
    void pages_are_linked_to_their_neighbours() {
        ApiAnswer middle = api.get(path + "?page=2&limit=5").send().is(200);
        assertThat(middle.header("Link"))
                .isEqualTo("<" + address + "?page=3&limit=5>; rel=\"next\", <" + address
                        + "?page=1&limit=5>; rel=\"prev\"");
        ApiAnswer last = api.get(path + "?page=3&limit=5").send().is(200);
        assertThat(last.header("Link")).isEqualTo("<" + address + "?page=2&limit=5>; rel=\"prev\"");
        assertThat(slugs(last)).hasSize(2);
    }

    @Test
    void an_exactly_full_last_page_has_no_next() {
        ApiAnswer answer = api.get(path + "?page=3&limit=4").send().is(200);
        assertThat(slugs(answer)).hasSize(4);
        assertThat(answer.header("Link")).isEqualTo("<" + address + "?page=2&limit=4>; rel=\"prev\"");
    }

    @Test
    void all_pages_together_are_all_articles() {
        List<String> listed = IntStream.rangeClosed(1, 4)
                .mapToObj(page -> api.get(path + "?page=" + page + "&limit=3").send())
                .flatMap(answer -> slugs(answer).stream())
                .toList();
        assertThat(listed).isEqualTo(published.reversed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"?page=3", "?page=999999999", "?page=2&limit=100"})
    void a_page_out_of_range_is_empty(String query) {
        isNothing(api.get(path + query).send());
    }

    @Test
    void a_user_without_articles_has_an_empty_list() {
        isNothing(api.get(Paths.articlesOf(TestPerson.signedIn(api, "bob").person()))
                .send());
    }

    @Test
    void an_unknown_user_has_an_empty_list() {
        isNothing(api.get("/users/nobody/articles").send());
        isNothing(api.get("/users/" + "x".repeat(100) + "/articles").send());
    }

    @Test
    void a_greater_limit_is_lowered_to_a_hundred() {
        assertThat(slugs(api.get(path + "?limit=100000").send().is(200))).hasSize(TWELVE);
        assertThat(slugs(api.get(path + "?limit=101").send().is(200))).hasSize(TWELVE);
    }

    @ParameterizedTest
    @CsvSource({"page=x", "limit=x", "page=1.5", "page=-1", "limit=-1", "page=1x", "page=%20", "page=0x1"})
    void what_is_not_numeric_is_a_bad_request(String query) {
        api.get(path + "?" + query).send().isBadRequest("Expected numeric query parameters");
        api.get("/users/nobody/articles?" + query).send().isBadRequest("Expected numeric query parameters");
    }

    @Test
    void a_list_that_the_client_has_is_not_sent_again() {
        ApiSession bob = TestPerson.signedIn(api, "bob");
        String list = Paths.articlesOf(bob.person());
        bob.publish("First of " + bob.person().username(), "");
        String etag = api.get(list).send().header("ETag");
        api.get(list).header("If-None-Match", etag).send().is(304);
        bob.publish("Second of " + bob.person().username(), "");
        api.get(list).header("If-None-Match", etag).send().is(200);
    }

    @Test
    void a_page_that_is_too_large_to_be_held_is_sent_article_by_article() {
        ApiSession bob = TestPerson.signedIn(api, "bob");
        List<String> large = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> bob.publish("Large " + i + " of " + bob.person().username(), "word ".repeat(100_000)))
                .toList();

        String list = Paths.articlesOf(bob.person()) + "?limit=2";
        ApiAnswer answer = api.get(list).send().is(200);

        assertThat(slugs(answer)).containsExactly(large.get(2), large.get(1));
        assertThat(answer.keys()).containsExactlyInAnyOrder("articles", "user");
        assertThat(answer.keys("user")).containsExactlyInAnyOrder("id", "username", "location", "avatar_url");
        assertThat(answer.json().path("articles").path(0))
                .isEqualTo(api.get(Paths.article(large.get(2))).send().json().path("article"));
        assertThat(answer.header("X-Total-Count")).isEqualTo("3");
        assertThat(answer.header("Link")).contains("rel=\"next\"");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");

        String etag = answer.header("ETag");
        ApiAnswer known = api.get(list).header("If-None-Match", etag).send().is(304);
        assertThat(known.header("ETag")).isEqualTo(etag).startsWith("W/\"");
        assertThat(known.header("X-Total-Count")).isEqualTo("3");
        assertThat(known.header("Cache-Control")).isEqualTo(answer.header("Cache-Control"));
        ArticleRequests.revise(bob, large.get(1), Map.of("meta_description", "New"))
                .is(200);
        assertThat(api.get(list).header("If-None-Match", etag).send().is(200).header("ETag"))
                .isNotEqualTo(etag);
    }

    private static List<String> slugs(ApiAnswer answer) {
        return StreamSupport.stream(answer.json().path("articles").spliterator(), false)
                .map(article -> article.path("slug").asString())
                .toList();
    }

    private static void isNothing(ApiAnswer answer) {
        assertThat(answer.is(200).text()).isEqualTo("{}");
        assertThat(answer.headers().firstValue("X-Total-Count")).isEmpty();
        assertThat(answer.headers().firstValue("Link")).isEmpty();
    }
}
