package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Articles in CommonMark. */
@Tag("port")
class DialectE2E {

    /** A list right after a line is one in CommonMark only. */
    private static final String SOURCE = "Tasks:\n- [x] done\n- ~~gone~~\n\n<script>alert(1)</script>";

    private static final Api API = GatewayNode.shared().api();

    private final ApiSession ada = TestPerson.signedIn(API, "ada");

    @Test
    void an_article_is_read_as_its_dialect_says() {
        String slug = ada.post("/articles")
                .json(Map.of("title", "Common", "body", SOURCE, "meta_description", "", "dialect", "commonmark"))
                .send()
                .is(201)
                .text("article", "slug");

        ApiAnswer read = API.get(Paths.article(slug)).send().is(200);
        assertThat(read.text("article", "html"))
                .contains("<li>\u2611 done</li>", "<del>gone</del>")
                .doesNotContain("script");
        assertThat(read.keys("article")).doesNotContain("dialect");
        assertThat(ada.get(Paths.ownArticle(slug)).send().text("article", "dialect"))
                .isEqualTo("commonmark");

        ApiAnswer revised = ada.request("PATCH", Paths.article(slug))
                .json(Map.of("dialect", "python-markdown"))
                .send()
                .is(200);
        assertThat(revised.text("article", "html")).doesNotContain("<del>");
        assertThat(revised.text("article", "body")).isEqualTo(SOURCE);
        assertThat(API.get(Paths.article(slug)).send().text("article", "html"))
                .isEqualTo(revised.text("article", "html"));
    }

    @Test
    void an_article_without_a_dialect_is_python_markdown() {
        String slug = ada.publish("Python", SOURCE);
        assertThat(ada.get(Paths.ownArticle(slug)).send().text("article", "dialect"))
                .isEqualTo("python-markdown");
    }

    @Test
    void the_history_tells_when_the_dialect_was_changed() {
        String slug = ada.publish("Changed dialect", SOURCE);
        ada.request("PATCH", Paths.article(slug))
                .json(Map.of("dialect", "commonmark"))
                .send()
                .is(200);

        JsonNode changed =
                API.get(Paths.article(slug) + "/history").send().json().at("/history/0/changed");
        assertThat(changed).isEqualTo(Api.JSON.valueToTree(List.of("dialect")));

        String diff = Paths.article(slug) + "/diff?from=0&to=1";
        assertThat(API.get(diff).send().json().at("/changes/0/field").asString())
                .isEqualTo("dialect");
        assertThat(API.get(diff).header("Accept", "text/plain").send().text())
                .contains("@1/dialect\n", "-python-markdown\n", "+commonmark\n");
    }

    @Test
    void a_preview_takes_the_dialect_too() {
        assertThat(preview(Map.of("body", SOURCE, "dialect", "commonmark"))
                        .is(200)
                        .text())
                .contains("<del>");
        assertThat(preview(Map.of("body", SOURCE)).is(200).text()).doesNotContain("<del>");
        preview(Map.of("body", SOURCE, "dialect", "asciidoc")).isBadRequestNaming("dialect");
    }

    private ApiAnswer preview(Map<String, String> source) {
        return ada.post("/articles/preview").json(source).send();
    }
}
