package io.talel.gateway.article.bulk.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedXmlTest {

    private static final int MAX = 4 * 1024 * 1024;
    private static final int LONG = 5 * 1024 * 1024;

    @Test
    void an_ordinary_document_passes() throws IOException {
        String xml =
                "<?xml version='1.0'?><!-- a > b --><a b=\"<>'\" c='\">'>text<![CDATA[ <!DOCTYPE> ]] > ]]>&amp;</a>";
        assertThat(read(xml.repeat(1000))).isEqualTo(xml.repeat(1000));
    }

    @Test
    void many_texts_together_may_be_long() throws IOException {
        String xml = "<a>" + "x".repeat(1024) + "</a>";
        assertThat(read(xml.repeat(LONG / 1000))).hasSizeGreaterThan(LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a b='%s'", "<a %s", "<!-- %s", "<?x %s", "<a>%s"})
    void what_a_parser_would_hold_in_memory_is_bounded(String xml) {
        assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> read(xml.formatted("x>".repeat(LONG / 2))));
    }

    @Test
    void a_section_that_is_too_long_is_cut_and_what_follows_is_not() throws IOException {
        String xml = "<a><![CDATA[%s]]></a><b><![CDATA[y]]></b>";
        for (String text :
                List.of("x".repeat(LONG), "x".repeat(MAX) + "]", "x]>".repeat(LONG / 3), "x".repeat(MAX + 1))) {
            assertThat(read(xml.formatted(text)))
                    .hasSizeLessThan(MAX + 100)
                    .startsWith("<a><![CDATA[x")
                    .endsWith("]]></a><b><![CDATA[y]]></b>");
        }
        assertThat(read(xml.formatted("x" + "\uD83D\uDE00".repeat(LONG / 2)))).contains("\uDE00]]></a>");
        assertThat(read(xml.formatted("x".repeat(MAX)))).isEqualTo(xml.formatted("x".repeat(MAX)));
        assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> read(xml.formatted("]".repeat(2 * LONG))));
    }

    @Test
    void there_are_no_document_types_and_so_no_entities() {
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(
                        () -> read("<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"));
    }

    private static String read(String xml) throws IOException {
        StringWriter out = new StringWriter();
        try (BoundedXml in = new BoundedXml(new StringReader(xml))) {
            in.transferTo(out);
        }
        return out.toString();
    }
}
