package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.ArticleRequests.change;
import static io.talel.gateway.e2e.ArticleRequests.fresh;
import static io.talel.gateway.e2e.ArticleRequests.revise;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How one version of an article differs from another. */
@Tag("port")
class ArticleDiffE2E {

    private static final Api API = GatewayNode.shared().api();

    private final ApiSession ada = TestPerson.signedIn(API, "ada");

    @Test
    void words_within_lines_tell_what_has_changed() {
        String slug = ada.publish(fresh("Compared"), "Same.\nThe old cat.");
        revise(ada, slug, Map.of("body", "Same.\nThe young cat.", "meta_description", "New"))
                .is(200);

        ApiAnswer answer = diff(slug, 0, 1).is(200);
        assertThat(answer.json().path("from").asLong()).isZero();
        assertThat(answer.json().path("to").asLong()).isEqualTo(1);
        assertThat(answer.json().at("/changes/0").toString())
                .isEqualTo("{\"field\":\"body\",\"hunks\":["
                        + "{\"from\":{\"line\":1,\"lines\":2},\"to\":{\"line\":1,\"lines\":2},\"lines\":["
                        + "{\"kind\":\"kept\",\"parts\":[{\"text\":\"Same.\\n\",\"changed\":false}]},"
                        + "{\"kind\":\"removed\",\"parts\":[{\"text\":\"The \",\"changed\":false},"
                        + "{\"text\":\"old\",\"changed\":true},{\"text\":\" cat.\",\"changed\":false}]},"
                        + "{\"kind\":\"added\",\"parts\":[{\"text\":\"The \",\"changed\":false},"
                        + "{\"text\":\"young\",\"changed\":true},{\"text\":\" cat.\",\"changed\":false}]}]}]}");
        assertThat(answer.json().at("/changes/1/field").asString()).isEqualTo("meta_description");
        assertThat(answer.json().path("changes")).hasSize(2);
        assertThat(diff(slug, 1, 1).json().path("changes")).isEmpty();
    }

    @Test
    void the_same_is_there_as_a_unified_text() {
        String slug = ada.publish(fresh("Unified"), "One\nTwo\nThree\n");
        String title = API.get(Paths.article(slug)).send().text("article", "title");
        ada.request("PATCH", Paths.article(slug))
                .json(Map.of("title", "Other", "body", "One\n2\nThree\nFour"))
                .send()
                .is(200);

        ApiAnswer text = API.get(Paths.article(slug) + "/diff?from=0&to=1")
                .header("Accept", "text/plain")
                .send()
                .is(200);
        assertThat(text.header("Content-Type")).isEqualTo("text/plain;charset=UTF-8");
        for (ApiAnswer answer : List.of(text, diff(slug, 0, 1))) {
            assertThat(String.join(",", answer.headers().allValues("Vary"))).contains("Accept");
        }
        assertThat(text.text()).isEqualTo("""
                --- %1$s@0/title
                +++ %1$s@1/title
                @@ -1 +1 @@
                -%2$s
                \\ No newline at end of file
                +Other
                \\ No newline at end of file
                --- %1$s@0/body
                +++ %1$s@1/body
                @@ -1,3 +1,4 @@
                 One
                -Two
                +2
                 Three
                +Four
                \\ No newline at end of file
                """.formatted(slug, title));
    }

    @Test
    void nobody_compares_with_what_they_may_not_see() {
        String slug = ada.publish(fresh("Seen"), "First.");
        revise(ada, slug, Map.of("body", "Second.")).is(200);
        change(ada, slug, "unpublish").is(200);
        revise(ada, slug, Map.of("body", "Hidden.")).is(200);
        revise(ada, slug, Map.of("body", "Third.")).is(200);
        change(ada, slug, "publish").is(200);

        diff(slug, 0, 5).is(200);
        diff(slug, 5, 0).is(200);
        diff(slug, 0, 3).isError(404, "Not Found", "Article not found");
        diff(slug, 3, 0).isError(404, "Not Found", "Article not found");
        diff(slug, 0, 6).isError(404, "Not Found", "Article not found");
        assertThat(ada.get(Paths.article(slug) + "/diff?from=0&to=3")
                        .send()
                        .is(200)
                        .text())
                .contains("Hidden");
        change(ada, slug, "unpublish").is(200);
        diff(slug, 0, 1).isError(404, "Not Found", "Article not found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?to=1", "?from=x&to=1", "?from=-1&to=1"})
    void the_versions_have_to_be_named(String query) {
        String slug = ada.publish(fresh("Named"), "");
        API.get(Paths.article(slug) + "/diff" + query).send().isBadRequestNaming("from");
        API.get(Paths.article(slug) + "/diff?from=0").send().isBadRequestNaming("to");
    }

    @Test
    void texts_with_very_many_lines_are_not_compared() {
        String slug = ada.publish(fresh("Lines"), "\n".repeat(60_000));
        revise(ada, slug, Map.of("body", "Short.")).is(200);
        diff(slug, 0, 1).isError(422, "Unprocessable Content", "A version has too many lines to be compared");
    }

    @Test
    void short_texts_of_very_many_lines_are_compared_and_their_answer_is_held() {
        String slug = ada.publish(fresh("Many"), "\n".repeat(20_000));
        revise(ada, slug, Map.of("body", "x\n".repeat(20_000))).is(200);
        assertThat(diff(slug, 0, 1).is(200).json().at("/changes/0/hunks/0/lines"))
                .hasSize(40_000);
    }

    private static ApiAnswer diff(String slug, long from, long to) {
        return API.get(Paths.article(slug) + "/diff?from=" + from + "&to=" + to).send();
    }
}
