package io.talel.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.markdown.text.Budget;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.commonmark.testutil.TestResources;
import org.commonmark.testutil.example.Example;
import org.commonmark.testutil.example.ExampleReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CommonMarkTest {

    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int LONGEST_SOURCE = 1024 * 1024;

    private final MarkdownRenderer renderer = new MarkdownRenderer();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    static List<Example> specification() {
        return ExampleReader.readExamples(TestResources.getSpec());
    }

    @Test
    void the_specification_has_652_examples() {
        assertThat(specification()).hasSize(652);
    }

    @ParameterizedTest
    @MethodSource("specification")
    void an_example_of_the_specification_is_rendered_as_it_says(Example example) {
        CommonMark commonMark = CommonMark.plain();
        Budget budget = new Budget();

        String html = commonMark.html(commonMark.parse(example.getSource(), budget), Map.of(), budget);

        // The specification shows tabs as arrows.
        assertThat(html.replace('\t', '\u2192')).isEqualTo(example.getHtml());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '\u00a6',
            quoteCharacter = '\u0001',
            value = {
                "# Hello *you* \u00a6 <h1 id=\"hello-you\">Hello <em>you</em></h1>",
                "~~gone~~ \u00a6 <p><del>gone</del></p>",
                "[x](https://a.org) \u00a6 <p><a href=\"https://a.org\" target=\"_blank\">x</a></p>",
                "[x](#hello) \u00a6 <p><a href=\"#hello\">x</a></p>",
                "![x](/y.png) \u00a6 <p><img src=\"/y.png\" alt=\"x\" loading=\"lazy\" /></p>",
                "See https://a.org now \u00a6 <p>See <a href=\"https://a.org\" target=\"_blank\">https://a.org</a> now</p>",
                "<script>alert(1)</script> \u00a6 ''",
                "[x](javascript:alert) \u00a6 <p><a target=\"_blank\">x</a></p>"
            })
    void it_is_rendered_with_what_articles_need_and_sanitised(String source, String html) {
        assertThat(html(source)).isEqualTo(html.equals("''") ? "" : html);
    }

    @Test
    void tables_tasks_and_footnotes_are_rendered() {
        assertThat(html("a|b\n-|:-:\n1|2")).contains("<th>a</th>", "<th align=\"center\">b</th>", "<td>1</td>");
        assertThat(html("- [ ] to do\n- [x] done")).contains("<li>\u2610 to do</li>", "<li>\u2611 done</li>");
        assertThat(html("Said.[^1]\n\n[^1]: By whom.")).contains("href=\"#fn-1\"", "id=\"fn-1\"", "By whom.");
    }

    @Test
    void headings_are_numbered_and_listed() {
        RenderedDocument document =
                renderer.render("# One\n\n## Two & `three`\n\n# One\n", MarkdownDialect.COMMON_MARK);

        assertThat(document.html()).contains("<h1 id=\"one\">", "<h2 id=\"two-three\">", "<h1 id=\"one_1\">");
        assertThat(document.tableOfContents())
                .startsWith("<div class=\"toc\">")
                .contains("<a href=\"#two-three\">Two &amp; three</a>", "<a href=\"#one_1\">One</a>");
        assertThat(renderer.render("no heading", MarkdownDialect.COMMON_MARK).tableOfContents())
                .isEqualTo("<div class=\"toc\">\n<ul></ul>\n</div>\n");
        assertThat(renderer.render(" \n", MarkdownDialect.COMMON_MARK)).isEqualTo(new RenderedDocument("", ""));
    }

    static Stream<String> hostile() {
        String longUrl = "x".repeat(400_000);
        return Stream.concat(
                Stream.concat(MarkdownBoundsTest.repeated(), MarkdownBoundsTest.crafted()),
                Stream.of(
                        "[^a]: b\n\n[^a] ",
                        "[^a] ",
                        "[".repeat(209_000) + "][x]".repeat(209_000),
                        "[^".repeat(175_000) + "][x]".repeat(175_000),
                        "[^a".repeat(150_000) + "][^a]".repeat(120_000),
                        "a <!--",
                        "a <?",
                        "a <![CDATA[",
                        "a <!x ",
                        "*a _b ".repeat(80_000) + "_ *".repeat(80_000),
                        "~~a ",
                        "https://a.org/(",
                        "www.a.",
                        "- [ ] a\n",
                        "a|".repeat(100_000) + "\n" + "-|".repeat(100_000) + "\n" + "a|\n".repeat(200_000),
                        "[a]: <" + longUrl + ">\n\n" + "![a]".repeat(100_000),
                        "[^a]: " + longUrl + "\n\n" + "[^a]".repeat(100_000)));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void a_mebibyte_of_anything_takes_no_more_than_its_time(String piece) {
        String source = piece.repeat(Math.max(1, LONGEST_SOURCE / piece.length()));
        long start = threads.getCurrentThreadCpuTime();

        RenderedDocument rendered = renderer.render(source, MarkdownDialect.COMMON_MARK);

        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(LONGEST);
        assertThat(rendered.html().length()).isLessThan(16 * LONGEST_SOURCE);
    }

    private String html(String source) {
        return renderer.render(source, MarkdownDialect.COMMON_MARK).html();
    }
}
