package io.talel.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownBoundsTest {

    /** Time of the processor, not of the clock: other tests may run meanwhile. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    /** What an article may be long, in bytes. */
    private static final int LONGEST_SOURCE = 1024 * 1024;

    private static final String PROSE =
            "This is *a* paragraph with `code` and [a link](https://example.org/x) in it.\nAnd a line, with & and more.\n\n";

    private final MarkdownRenderer renderer = new MarkdownRenderer();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    static Stream<String> repeated() {
        return Stream.of(
                "[",
                "*",
                "_",
                "`",
                "<",
                "\\",
                "[a](",
                "> ",
                "- - 1. ",
                "#",
                "|",
                "(",
                "***a ",
                "_a __b ",
                "`a ``b ",
                "<a ",
                "<a b=\"c\" ",
                "<div>\n",
                "<b>",
                "</div>",
                "<div markdown=\"1\">\n",
                "<script>",
                "<svg>",
                "<!--",
                "<http://a",
                "<a@",
                "&#",
                "&amp;",
                "[a]: b\n",
                "[a](b \"",
                "[a](b '(",
                "# a\n\n",
                "# x\n\n[TOC]\n\n",
                "***\n",
                "a|b\n-|-\n",
                "|`",
                "```{.a b=c}\n",
                "{: .a }",
                "a\n{: .a }\n\n",
                "    a\n\n",
                "a\n===\n",
                "* a\n    * b\n",
                "\n",
                "\ud83d\ude80");
    }

    @ParameterizedTest
    @MethodSource("repeated")
    void a_mebibyte_of_anything_takes_no_more_than_its_time(String piece) {
        check(piece);
    }

    static Stream<String> crafted() {
        String longUrl = "x".repeat(400_000);
        return Stream.of(
                "[a]: " + longUrl + "\n\n" + "[a] ".repeat(100_000),
                "[a]: x \"" + longUrl + "\"\n\n" + "![a] ".repeat(100_000),
                "a|".repeat(50_000) + "\n" + "-|".repeat(50_000) + "\n" + "a\n".repeat(300_000),
                "# a\n\n".repeat(100_000) + "[TOC]\n\n".repeat(60_000),
                "[".repeat(500_000) + "]".repeat(500_000),
                "[a *b* ".repeat(60_000) + "](x)".repeat(150_000),
                Stream.iterate(0, n -> n + 1)
                        .limit(700)
                        .map(n -> "    ".repeat(n) + "- a\n")
                        .reduce("", String::concat),
                Stream.iterate(1, n -> n + 1)
                        .limit(1_200)
                        .map(n -> "`".repeat(n) + ' ')
                        .reduce("", String::concat),
                "# a {: #a_" + "9".repeat(100_000) + " }\n\n# a\n",
                "# a" + "\u0301\u0323".repeat(260_000),
                "<script>\n" + "</scriptx ".repeat(100_000),
                "<script>\n" + "</\u017fcript ".repeat(90_000),
                "x\n{: " + ".a ".repeat(340_000) + ".\u6f22 }",
                "x\n{: " + "a='b' ".repeat(170_000) + "}",
                "![" + "\\*".repeat(100_000) + "](u)\n\n" + "_a ".repeat(250_000),
                "[|\n|-|\n|]:u|\n".repeat(80_000) + "x",
                "[a](b\"c) ".repeat(110_000),
                "[a]: b c)\n".repeat(100_000),
                "<div></div>* <div markdown=1># h\n\n" + "\u4e00\n\n".repeat(200_000) + "</div>");
    }

    @ParameterizedTest
    @MethodSource("crafted")
    void a_crafted_source_takes_no_more_than_its_time(String source) {
        check(source);
    }

    static Stream<String> craftedForCommonMark() {
        return Stream.of(
                "~~~*".repeat(250_000),
                "_" + "]*__**".repeat(170_000),
                "![".repeat(350_000) + "]".repeat(300_000),
                "[".repeat(500_000) + "[a](b)".repeat(80_000),
                "[u]: x\n\n" + "![".repeat(200_000) + "a" + "][u]".repeat(150_000));
    }

    @ParameterizedTest
    @MethodSource("craftedForCommonMark")
    void a_source_crafted_against_the_library_takes_no_more_than_its_time(String source) {
        check(source, MarkdownDialect.COMMON_MARK);
    }

    private void check(String piece) {
        check(piece, MarkdownDialect.PYTHON_MARKDOWN);
    }

    private void check(String piece, MarkdownDialect dialect) {
        String source = fill(piece);
        long start = threads.getCurrentThreadCpuTime();

        RenderedDocument rendered = renderer.render(source, dialect);

        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(LONGEST);
        assertThat(rendered.html().length()).isLessThan(16 * LONGEST_SOURCE);
    }

    private static String fill(String piece) {
        int bytes = piece.getBytes(StandardCharsets.UTF_8).length;
        return bytes > LONGEST_SOURCE
                ? piece.substring(0, LONGEST_SOURCE)
                : piece.repeat(Math.max(1, LONGEST_SOURCE / bytes));
    }

    @Test
    void a_mebibyte_of_prose_is_rendered() {
        String html = renderer.render(fill(PROSE)).html();

        assertThat(html).startsWith("<p>This is <em>a</em> paragraph");
    }

    @Test
    void two_hundred_kilobytes_in_one_paragraph_are_rendered() {
        String line = "Some *text* with `code`, [a link](x) and **more** of it. ";

        String html = renderer.render(line.repeat(200_000 / line.length())).html();

        assertThat(html).startsWith("<p>Some <em>text</em>").endsWith("of it. </p>");
    }

    @Test
    void a_source_that_costs_too_much_is_shown_as_it_is_each_time() {
        String source = "> ".repeat(1_000) + "<b>&amp;";

        RenderedDocument rendered = renderer.render(source);

        assertThat(rendered.html()).startsWith("<pre>&gt; &gt; ").endsWith("&lt;b&gt;&amp;amp;</pre>");
        assertThat(rendered.tableOfContents()).isEqualTo("<div class=\"toc\">\n<ul></ul>\n</div>\n");
        assertThat(renderer.render(source)).isEqualTo(rendered);
    }
}
