package io.talel.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownCorpusTest {

    private final MarkdownRenderer renderer = new MarkdownRenderer();

    static Stream<Sample> corpus() {
        return Sample.corpus();
    }

    static Stream<Sample> behaviour() {
        return Sample.behaviour();
    }

    @Test
    void there_are_documents_to_compare() {
        assertThat(Sample.corpus()).hasSize(20);
        assertThat(Sample.behaviour()).hasSizeGreaterThan(400);
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void an_article_looks_as_the_replaced_service_showed_it(Sample sample) {
        RenderedDocument rendered = renderer.render(sample.body());

        assertThat(Dom.of(rendered.html())).isEqualTo(Dom.of(sample.html()));
        assertThat(Dom.of(rendered.tableOfContents())).isEqualTo(Dom.of(sample.tableOfContents()));
    }

    @ParameterizedTest
    @MethodSource("behaviour")
    void every_kind_of_markdown_is_read_as_before(Sample sample) {
        RenderedDocument rendered = new PythonMarkdownConversion().convertUnsafely(sample.body());

        assertThat(Dom.of(rendered.html())).isEqualTo(Dom.of(sample.html()));
        assertThat(Dom.of(rendered.tableOfContents())).isEqualTo(Dom.of(sample.tableOfContents()));
    }

    @Test
    void an_empty_source_has_neither_html_nor_contents() {
        assertThat(renderer.render("")).isEqualTo(new RenderedDocument("", ""));
        assertThat(renderer.render(" \n\t\u00a0\n")).isEqualTo(new RenderedDocument("", ""));
    }
}
