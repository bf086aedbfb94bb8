package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Articles in CommonMark. */
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
