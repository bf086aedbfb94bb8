package io.talel.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every element and every attribute that HTML knows, in documents that are meant to get it through. */
class AllowListTest {

    private static final List<String> VALUES = List.of(
            "",
            "x",
            "javascript:alert(1)",
            " java\nscript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "https://example.org/",
            "//example.org",
            "position:fixed;color:red",
            "color:url(x)",
            "width:9999px",
            "opener",
            "_blank",
            "x>y<script>alert(1)</script>",
            "a`b",
            "1");

    private final MarkdownRenderer renderer = new MarkdownRenderer();

    static Stream<String> elements() {
        return AllowList.elements().stream();
    }

    @Test
    void there_are_names_to_try() {
        assertThat(AllowList.elements()).hasSizeGreaterThan(140).contains("p", "script", "rtc", "xmp");
        assertThat(AllowList.attributes()).hasSizeGreaterThan(110).contains("href", "popover", "srcdoc");
    }

    @ParameterizedTest
    @MethodSource("elements")
    void an_element_gets_only_the_attributes_it_may_have(String element) {
        String attributes = AllowList.attributes().stream()
                .map(name -> name + "=x")
                .collect(Collectors.joining(" ", " onclick=x @click=x v-on:click=x ", ""));

        check("<" + element + attributes + ">x</" + element + ">");
        check("a <" + element + attributes + ">x</" + element + "> b");
        check("<" + element + " markdown=1" + attributes + ">\n\n*x* {:" + attributes + "}\n\n</" + element + ">");
        check("# x {:" + attributes + " }\n\n``` {" + attributes + " }\nx\n```");
    }

    @Test
    void a_heading_may_have_the_name_of_a_script() {
        String html = renderer.render("# x {: id=javascript:alert(1) }").tableOfContents();

        assertThat(html).contains("<a href=\"#javascript:alert(1)\">");
        AllowList.check(html);
    }

    @Property(tries = 1000)
    void any_html_of_an_author_passes_the_allow_list(@ForAll("html") String html) {
        check(html);
    }

    /** Tags with any attributes, some of them unfinished, between pieces of Markdown. */
    @Provide
    Arbitrary<String> html() {
        Arbitrary<String> elements = Arbitraries.of(AllowList.elements());
        Arbitrary<String> attribute = Combinators.combine(
                        Arbitraries.of(AllowList.attributes()), Arbitraries.of("\"", "'", ""), Arbitraries.of(VALUES))
                .as((name, quote, value) -> ' ' + name + '=' + quote + value + quote);
        Arbitrary<String> attributes = attribute.list().ofMaxSize(3).map(list -> String.join("", list));
        Arbitrary<String> starts = Combinators.combine(
                        elements, attributes, Arbitraries.of(">", " />", "", " markdown=1>\n"))
                .as((element, inside, end) -> '<' + element + inside + end);
        Arbitrary<String> ends = elements.map(element -> "</" + element + '>');
        Arbitrary<String> lists = attributes.map(inside -> " {:" + inside + " }\n");
        Arbitrary<String> texts = Arbitraries.of("x", "*x*", "\n\n", "- ", "`", "[x](y)", "# x", "<!--", "-->", "&lt;");
        return Arbitraries.frequencyOf(Tuple.of(5, starts), Tuple.of(3, ends), Tuple.of(1, lists), Tuple.of(3, texts))
                .list()
                .ofMaxSize(15)
                .map(pieces -> String.join("", pieces));
    }

    private void check(String source) {
        for (MarkdownDialect dialect : MarkdownDialect.values()) {
            RenderedDocument rendered = renderer.render(source, dialect);
            AllowList.check(rendered.html());
            AllowList.check(rendered.tableOfContents());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<form>x</form>",
                "<script>x</script>",
                "<svg><a>x</a></svg>",
                "<math>x</math>",
                "<x-y>x</x-y>",
                "<p onclick=\"x\">x</p>",
                "<p popover>x</p>",
                "<p @click=\"x\">x</p>",
                "<p xlink:href=\"x\">x</p>",
                "<p srcdoc=\"x\">x</p>",
                "<a ping=\"x\">x</a>",
                "<a href=\"java&#10;script:x\">x</a>",
                "<a href=\"unknown:x\">x</a>",
                "<a rel=\"x opener\">x</a>",
                "<a target=\"frame\">x</a>",
                "<img srcset=\"a.png 1x, data:x 2x\">",
                "<img name=\"x\">",
                "<p id=\"getElementById\">x</p>",
                "<p style=\"position: fixed\">x</p>",
                "<p style=\"color: url(x)\">x</p>",
                "<p style=\"width: 9999px\">x</p>",
                "<p>x<!--[if IE]><b>x</b><![endif]--></p>"
            })
    void the_list_refuses(String html) {
        assertThatThrownBy(() -> AllowList.check(html)).isInstanceOf(AssertionError.class);
    }
}
