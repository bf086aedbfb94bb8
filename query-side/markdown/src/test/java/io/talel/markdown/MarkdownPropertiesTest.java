package io.talel.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.markdown.safe.SafeHtml;
import io.talel.markdown.text.Budget;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jsoup.Jsoup;

class MarkdownPropertiesTest {

    private final MarkdownRenderer renderer = new MarkdownRenderer();

    /** Sources put together from pieces of the samples and of the attacks, cut anywhere. */
    @Provide
    Arbitrary<String> sources() {
        List<String> bodies = Sample.behaviour().map(Sample::body).collect(Collectors.toList());
        bodies.addAll(Sample.hostile("corpus/xss.txt"));
        bodies.addAll(Sample.hostile("hostile.txt"));
        Arbitrary<String> pieces = Arbitraries.of(bodies);
        Arbitrary<String> marks = Arbitraries.of(
                "\n\n",
                "\n",
                "    ",
                "*",
                "_",
                "`",
                "```\n",
                "[",
                "](",
                ")",
                "<",
                ">",
                "\"",
                "'",
                "&",
                "#",
                "|",
                "\\",
                "{: ",
                " }",
                "=",
                "- ",
                "1. ",
                "> ",
                "<div markdown=\"1\">\n",
                "</div>",
                "<!--",
                "-->",
                "\t",
                "\u00e9",
                "\ud83d\ude80");
        return Arbitraries.frequencyOf(
                        Tuple.of(3, pieces),
                        Tuple.of(4, marks),
                        Tuple.of(
                                1,
                                Arbitraries.strings()
                                        .excludeChars('\0')
                                        .ofMaxLength(20)
                                        .filter(MarkdownPropertiesTest::isText)))
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    private static boolean isText(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    @Property(tries = 1000)
    void every_source_is_rendered_to_something_harmless(
            @ForAll("sources") String source, @ForAll MarkdownDialect dialect) {
        RenderedDocument rendered = renderer.render(source, dialect);

        AllowList.check(rendered.html());
        AllowList.check(rendered.tableOfContents());
    }

    @Property(tries = 300)
    void the_same_source_gives_the_same_result(@ForAll("sources") String source) {
        assertThat(new MarkdownRenderer().render(source)).isEqualTo(renderer.render(source));
    }

    @Property(tries = 500)
    void nothing_is_left_to_sanitise(@ForAll("sources") String source) {
        String html = renderer.render(source).html();

        assertThat(SafeHtml.sanitise(html, new Budget())).isEqualTo(html);
    }

    @Property(tries = 300)
    void headings_without_ids_of_their_own_get_different_ones(@ForAll("titles") List<String> titles) {
        String source = titles.stream().map(title -> "# " + title).collect(Collectors.joining("\n\n"));

        List<String> ids = Jsoup.parseBodyFragment(renderer.render(source).html())
                .select("h1")
                .eachAttr("id");

        assertThat(ids).doesNotHaveDuplicates();
    }

    @Provide
    Arbitrary<List<String>> titles() {
        return Arbitraries.of(
                        "a",
                        "A",
                        "a_1",
                        "a_2",
                        "a_9",
                        "_1",
                        "!",
                        "\u65e5\u672c",
                        "a b",
                        "a-b",
                        "a  b",
                        "1",
                        "a_01",
                        "Cr\u00e8me")
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }
}
