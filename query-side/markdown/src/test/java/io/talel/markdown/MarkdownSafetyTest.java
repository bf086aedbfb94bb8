package io.talel.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.markdown.safe.SafeHtml;
import io.talel.markdown.text.Budget;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
        RenderedDocument rendered = renderer.render(source);
        AllowList.check(rendered.html());
        AllowList.check(rendered.tableOfContents());
        AllowList.check(SafeHtml.sanitise(source, new Budget()));
    }

    /** Unfinished elements are closed, so an article cannot leak into the page around it. */
    @ParameterizedTest
    @MethodSource("samples")
    void an_article_stays_inside_the_element_it_is_put_into(Sample sample) {
        String html = renderer.render(sample.body()).html();

        Element page = Jsoup.parseBodyFragment("<div id=\"page\">" + html + "</div><footer>f</footer>")
                .body();

        assertThat(page.children().eachAttr("id")).contains("page");
        assertThat(page.children().last().normalName()).isEqualTo("footer");
        assertThat(page.children()).hasSize(2);
    }

    @Test
    void a_link_that_may_not_be_followed_keeps_its_text() {
        assertThat(renderer.render("[x](javascript:alert(1))").html()).isEqualTo("<p><a target=\"_blank\">x</a></p>");
    }

    @Test
    void an_id_that_scripts_could_mistake_gets_a_prefix_and_links_still_find_it() {
        RenderedDocument rendered = renderer.render("# Title {: id=\"getElementById\" }\n\n[x](#getElementById)");

        assertThat(rendered.html()).contains("id=\"user-getElementById\"", "href=\"#user-getElementById\"");
        assertThat(rendered.tableOfContents()).contains("href=\"#user-getElementById\"");
    }

    @Test
    void common_words_stay_ids_of_headings() {
        assertThat(renderer.render("# Title\n\n## Links").html()).contains("id=\"title\"", "id=\"links\"");
    }

    @Test
    void a_script_without_an_end_does_not_swallow_the_rest_of_an_article() {
        assertThat(renderer.render("a <script> b\n\nc").html()).contains("a  b", "<p>c</p>");
    }
}
