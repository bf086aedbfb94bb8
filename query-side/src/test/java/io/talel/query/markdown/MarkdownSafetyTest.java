package io.talel.query.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.article.Markdown;
import io.talel.kernel.article.RenderedMarkdown;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownSafetyTest {

    private final MarkdownRenderer renderer = new MarkdownRenderer();

    static Stream<String> hostile() {
        return Stream.concat(Sample.hostile("corpus/xss.txt").stream(), Sample.hostile("hostile.txt").stream());
    }

    static Stream<Sample> samples() {
        return Stream.concat(Sample.corpus(), Sample.behaviour());
    }

    @Test
    void there_are_attacks_to_fend_off() {
        assertThat(hostile()).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void an_attack_comes_to_nothing(String source) {
        check(source);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void an_attack_comes_to_nothing_wherever_it_stands(String source) {
        check("# " + source);
        check("- " + source + "\n- b");
        check("> " + source);
        check("| a | b |\n|---|---|\n| " + source + " | c |");
        check("<div markdown=\"1\">\n\n" + source + "\n\n</div>");
        check("<div>" + source + "</div>");
        check("`" + source + "` " + source);
        check("[" + source + "](x) ![" + source + "](y)");
        check("[x](" + source + ") <" + source + ">");
        check("x {: " + source + " }\n\n# y {: title='" + source + "' }");
        check("```" + source + "\nx\n```\n\n``` { " + source + " }\nx\n```");
        check("[x]\n\n[x]: " + source + " \"" + source + "\"");
        check("# x {: data-toc-label='" + source + "' }\n\n[TOC]");
    }

    private void check(String source) {
        RenderedMarkdown rendered = renderer.render(new Markdown(source));
        Harmless.check(rendered.html());
        Harmless.check(rendered.tableOfContents());
        Harmless.check(SafeHtml.sanitise(source, new Budget()));
    }

    /** Unfinished elements are closed, so an article cannot leak into the page around it. */
    @ParameterizedTest
    @MethodSource("samples")
    void an_article_stays_inside_the_element_it_is_put_into(Sample sample) {
        String html = renderer.render(new Markdown(sample.body())).html();

        Element page = Jsoup.parseBodyFragment("<div id=\"page\">" + html + "</div><footer>f</footer>")
                .body();

        assertThat(page.children().eachAttr("id")).contains("page");
        assertThat(page.children().last().normalName()).isEqualTo("footer");
        assertThat(page.children()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div class=\"gallery\"><img src=\"a.png\"></div>",
                "<h2 id=\"anchor\">x</h2>",
                "<table><tbody><tr><td style=\"text-align: right;\">1</td></tr></tbody></table>",
                "<pre><code class=\"language-java\" hl_lines=\"[1, 2]\">x</code></pre>",
                "<details open=\"\"><summary>s</summary>\n<p>x</p></details>",
                "<figure><img src=\"https://x.org/a.png\" alt=\"a\" width=\"20\"><figcaption>c</figcaption></figure>",
                "<p data-x=\"1\" aria-label=\"b\" lang=\"de\" title=\"t\" class=\"c\">x</p>",
                "<a href=\"mailto:a@b.org\" rel=\"nofollow\" target=\"_blank\">x</a>",
                "<video src=\"a.mp4\" controls=\"\" poster=\"p.png\"></video>",
                "<img srcset=\"a.png 1x, https://x.org/b.png 2x\">",
                "<p><!-- note -->x <kbd>y</kbd> <sub>z</sub></p>",
                "<section markdown=\"0\">x</section>",
                "<p style=\"color: #ff0000; font-weight: bold\">x</p>",
                "<ul><li>a<li>b</ul>",
                "<p>List<string> of things</p>"
            })
    void what_is_harmless_stays(String html) {
        assertThat(Dom.of(SafeHtml.sanitise(html, new Budget()))).isEqualTo(Dom.of(html));
    }

    @Test
    void a_link_that_may_not_be_followed_keeps_its_text() {
        assertThat(renderer.render(new Markdown("[x](javascript:alert(1))")).html())
                .isEqualTo("<p><a target=\"_blank\">x</a></p>");
    }

    @Test
    void only_the_harmless_declarations_of_a_style_stay() {
        assertThat(SafeHtml.sanitise("<p style=\"position:fixed; color:red; width:9999px\">x</p>", new Budget()))
                .isEqualTo("<p style=\"color:red;\">x</p>");
    }

    @Test
    void an_id_that_scripts_could_mistake_gets_a_prefix_and_links_still_find_it() {
        RenderedMarkdown rendered =
                renderer.render(new Markdown("# Title {: id=\"getElementById\" }\n\n[x](#getElementById)"));

        assertThat(rendered.html()).contains("id=\"user-getElementById\"", "href=\"#user-getElementById\"");
        assertThat(rendered.tableOfContents()).contains("href=\"#user-getElementById\"");
    }

    @Test
    void common_words_stay_ids_of_headings() {
        assertThat(renderer.render(new Markdown("# Title\n\n## Links")).html())
                .contains("id=\"title\"", "id=\"links\"");
    }

    @Test
    void a_script_without_an_end_does_not_swallow_the_rest_of_an_article() {
        assertThat(renderer.render(new Markdown("a <script> b\n\nc")).html()).contains("a  b", "<p>c</p>");
    }

    @Test
    void elements_are_closed_inside_the_one_they_are_in() {
        assertThat(SafeHtml.sanitise("<div><b>x</div>y</b></div>", new Budget()))
                .isEqualTo("<div><b>x</b></div>y");
        assertThat(SafeHtml.sanitise("<section><div>x", new Budget())).isEqualTo("<section><div>x</div></section>");
    }
}
