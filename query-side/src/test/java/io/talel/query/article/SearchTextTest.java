package io.talel.query.article;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.markdown.MarkdownDialect;
import io.talel.markdown.MarkdownRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SearchTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>Hello <em>World</em></p>|Hello World",
                "<h1>One</h1><p>Two</p>|One Two",
                "<p>un<strong>break</strong>able</p>|unbreakable",
                "<p>one<br />two</p>|one two",
                "<p>A &amp; B &lt;c&gt; &quot;d&quot; &#39;e&#x27; f&nbsp;g</p>|A & B <c> \"d\" 'e' f g",
                "<p>&copy; &nosuchname; &#xD800; &#99999999999; &</p>|&copy; &nosuchname; &#xD800; &#99999999999; &",
                "<p>a<!-- not <this> --> b</p>|a b",
                "<img alt=\"x\" src=\"y\" />|''",
                "<p>broken <a href=|broken",
                "''|''",
            })
    void markup_is_left_out(String html, String text) {
        assertThat(SearchText.readable(SearchText.of(html))).isEqualTo(text);
    }

    @Test
    void control_characters_and_runs_of_blanks_become_one_blank() {
        assertThat(SearchText.of("<p>a\u0002b\u0003\n\t\u00a0 c\u007f</p>")).isEqualTo("a b c");
    }

    @Test
    void signs_that_part_words_are_no_letters_to_postgresql_and_come_back_in_what_is_shown() {
        String text = SearchText.of("<p>“List&lt;String&gt;” – and so on…</p>");

        assertThat(text)
                .matches("[\\x04-\\x1f]List[\\x04-\\x1f]String[\\x04-\\x1f]{2} [\\x04-\\x1f] and so on[\\x04-\\x1f]");
        assertThat(SearchText.readable(text)).isEqualTo("“List<String>” – and so on…");
    }

    @Test
    void a_symbol_is_a_word_of_its_own_and_looks_as_it_was_written() {
        String text = SearchText.of("<p>Launch\uD83D\uDE80\uD83D\uDE80 for 5€/m, a→b</p>");

        assertThat(text).isEqualTo("Launch\7\uD83D\uDE80\7\7\uD83D\uDE80\7 for 5\7€\7\6m, a\7→\7b");
        assertThat(SearchText.readable(text)).isEqualTo("Launch\uD83D\uDE80\uD83D\uDE80 for 5€/m, a→b");
    }

    @Test
    void what_readers_do_not_see_is_not_in_a_word() {
        assertThat(SearchText.of("<p>Sil\u00adbe \ufeffa\u2060b \u200fc</p>")).isEqualTo("Silbe ab c");
    }

    @Test
    void a_blank_of_no_width_parts_words_and_shows_none() {
        String text = SearchText.of("<p>one\u200btwo</p>");

        assertThat(text).isEqualTo("one\btwo");
        assertThat(SearchText.readable(text)).isEqualTo("one\u200btwo");
    }

    @Test
    void signs_of_every_kind_are_no_part_of_a_word() {
        assertThat(SearchText.of("<p>Acme™sign ☀\uFE0Fsun ①first अंत।</p>"))
                .isEqualTo("Acme\7™\7sign \7☀\7\7\uFE0F\7sun \7①\7first अंत\7।\7");
    }

    @Test
    void characters_are_composed() {
        assertThat(SearchText.of("<p>u\u0308ber</p>")).isEqualTo("\u00fcber");
        assertThat(SearchText.of("<p>a=\u0338b \u03bb\u0387\u03b1</p>")).isEqualTo("a\7\u2260\7b \u03bb\36\u03b1");
    }

    @Test
    void a_character_keeps_thirty_marks() {
        assertThat(SearchText.of("<p>x" + "\u0301".repeat(40) + "y" + "\u0327".repeat(30) + "</p>"))
                .isEqualTo("x" + "\u0301".repeat(30) + "y" + "\u0327".repeat(30));
    }

    @Test
    void what_readers_do_not_see_and_marks_of_other_kinds_do_not_begin_the_count_anew() {
        String marks = ("\u0301".repeat(20) + "\u2060" + "\uD834\uDD65").repeat(500);

        assertThat(SearchText.of("<p>x" + marks + "</p>").codePoints()).hasSize(31);
    }

    @Test
    void a_long_text_is_cut_between_characters() {
        String text = SearchText.of("<p>" + "a".repeat(SearchText.MAX_LENGTH - 1) + "\uD840\uDC00 and more</p>");

        assertThat(text).hasSize(SearchText.MAX_LENGTH - 1).doesNotContain("\uD840");
    }

    @ParameterizedTest
    @EnumSource(MarkdownDialect.class)
    void attributes_of_a_rendered_text_are_no_words(MarkdownDialect dialect) {
        String source = "![one > two](x.png \"three > four\") [seven](y \"five > six\")";

        assertThat(SearchText.of(new MarkdownRenderer().render(source, dialect).html()))
                .isEqualTo("seven");
    }

    @Test
    void code_of_a_rendered_text_is_words_too() {
        assertThat(SearchText.readable(SearchText.of(new MarkdownRenderer()
                        .render("# Title\n\n```java\nList<String> names;\n```\n\n[a *link*](https://talel.io/x)")
                        .html())))
                .isEqualTo("Title List<String> names; a link");
    }
}
