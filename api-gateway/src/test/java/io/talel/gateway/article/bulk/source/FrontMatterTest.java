package io.talel.gateway.article.bulk.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.talel.gateway.article.bulk.archive.Unreadable;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontMatterTest {

    /** Exactly: an export must lose nothing. */
    @Property(tries = 1000)
    void what_is_written_is_read(@ForAll String title, @ForAll List<String> tags, @ForAll String body) {
        List<String> valid = tags.stream()
                .map(FrontMatterTest::valid)
                .filter(tag -> !tag.isEmpty())
                .toList();
        String file = QuotedYaml.write(Map.of("title", valid(title), "tags", valid, "draft", true)) + valid(body);

        FrontMatter read = FrontMatter.of(file).orElseThrow();

        assertThat(read.text("title")).isEqualTo(valid(title));
        assertThat(read.list("tags")).isEqualTo(valid);
        assertThat(read.is("draft", true)).isTrue();
        assertThat(read.body()).isEqualTo(valid(body));
    }

    /** Without halves of pairs, which have no UTF-8. */
    private static String valid(String text) {
        return text.replaceAll("\\p{Cs}", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "~",
                "no",
                "2020-01-01",
                "a\n---\nb",
                "{a: b}",
                "\u0085\u2028\uFEFF\u007F\t",
                "!!x",
                "\uD83D\uDE00"
            })
    void texts_that_look_like_something_else_stay_texts(String title) {
        String file = QuotedYaml.write(Map.of("title", title)) + "body";
        assertThat(FrontMatter.of(file).orElseThrow().text("title")).isEqualTo(title);
        assertThat(FrontMatter.of(file).orElseThrow().body()).isEqualTo("body");
    }

    @Test
    void yaml_of_people_is_read_as_texts() {
        FrontMatter read =
                FrontMatter.of("""
                ---\r
                Title: Hello: not
                date: 2020-02-29 10:00
                lang: no
                tags: [one, 2, ~]
                categories: a b
                image:
                  path: /x.png
                empty:
                ---
                Text
                ---
                """.replaceFirst("Hello: not", "\"Hello: yes\"")).orElseThrow();
        assertThat(read.text("title")).isEqualTo("Hello: yes");
        assertThat(read.text("date")).isEqualTo("2020-02-29 10:00");
        assertThat(read.text("lang")).isEqualTo("no");
        assertThat(read.list("tags")).containsExactly("one", "2");
        assertThat(read.list("categories")).containsExactly("a", "b");
        assertThat(read.text("empty", "image")).isEqualTo("/x.png");
        assertThat(read.body()).isEqualTo("Text\n---\n");
    }

    @Test
    void toml_is_read_too() {
        FrontMatter read = FrontMatter.of("""
                +++
                title = "Hello"
                date = 2020-02-29T10:00:00+01:00
                draft = true
                tags = ["one", "two"]
                [cover]
                image = "x.png"
                +++
                Text""").orElseThrow();
        assertThat(read.text("title")).isEqualTo("Hello");
        assertThat(read.text("date")).isEqualTo("2020-02-29T10:00:00+01:00");
        assertThat(read.is("draft", true)).isTrue();
        assertThat(read.list("tags")).containsExactly("one", "two");
        assertThat(read.text("cover")).isEqualTo("x.png");
        assertThat(read.body()).isEqualTo("Text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"---\na: b\nc: [\n---\n", "+++\na = 1\nb = \n+++\n"})
    void an_error_has_its_line(String text) {
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> FrontMatter.of(text))
                .withMessageMatching("has front matter that cannot be read in line [34]");
    }

    @Test
    void a_text_without_front_matter_has_none() {
        assertThat(FrontMatter.of("# Hello\n---\n")).isEmpty();
    }

    @Test
    void nothing_hostile_is_built() {
        String laughs = "a: &a [x,x,x,x,x,x,x,x,x]\n";
        StringBuilder bomb = new StringBuilder(laughs);
        for (char c = 'b'; c <= 'z'; c++) {
            String before = "*" + (char) (c - 1);
            bomb.append(c + ": &" + c + " [" + (before + ",").repeat(8) + before + "]\n");
        }
        assertUnreadable("---\n" + bomb + "---\n");
        assertUnreadable("---\na: !!javax.script.ScriptEngineManager [x]\n---\n");
        assertUnreadable("---\na: &a [*a]\n? *a\n: b\n---\n");
        assertUnreadable("---\na: &a [*a, *a]\n---\n");
        assertUnreadable("---\na: " + "[".repeat(30_000) + "\n---\n");
        assertUnreadable("---\na: " + "{a: ".repeat(10_000) + "\n---\n");
        assertUnreadable("---\n- a\n---\n");
        assertUnreadable("---\na: b\n");
        assertUnreadable("---\n" + "a: b\n".repeat(50_000) + "---\n");
        assertUnreadable("+++\na = " + "[".repeat(30_000) + "\n+++\n");
        assertUnreadable("+++\na = " + "{a=".repeat(20_000) + "\n+++\n");
        assertUnreadable("+++\n" + "a.".repeat(30_000) + "a = 1\n+++\n");
        assertUnreadable("+++\na = \n+++\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!int abc",
                "!!float x",
                "\"\\UFFFFFFFF\"",
                "!!binary \"#\"",
                "!!seq x",
                "!!map [x]",
                "!!str [x]"
            })
    void a_value_that_is_not_of_its_type_cannot_be_read(String value) {
        assertUnreadable("---\ntitle: " + value + "\n---\n");
    }

    private static void assertUnreadable(String text) {
        assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> FrontMatter.of(text));
    }
}
