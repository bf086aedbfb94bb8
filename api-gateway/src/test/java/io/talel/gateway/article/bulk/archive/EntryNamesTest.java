package io.talel.gateway.article.bulk.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryNamesTest {

    @ParameterizedTest
    @CsvSource({
        "posts, ../images/a.png, images/a.png",
        "posts, a.png, posts/a.png",
        "posts/x, ./../a.png?w=300#top, posts/a.png",
        "'', images/%C3%BCber.png, images/über.png"
    })
    void a_relative_link_leads_to_a_file(String folder, String link, String name) {
        assertThat(EntryNames.resolve(folder, link)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../../a.png", "/a.png", "https://example.org/a.png", "data:image/png;base64,AA", "?x", "%zz.png"
            })
    void what_leads_elsewhere_leads_to_none(String link) {
        assertThat(EntryNames.resolve("posts", link)).isEmpty();
    }

    @Test
    void addresses_of_images_are_replaced_wherever_they_are() {
        String text = "![a](a.png \"A\") <img src='b.JPG'> [c]: c.webp?w=1\n`a.png` other.txt \"d.gif\" (x.png.) $1\\";
        assertThat(ImageLinks.replace(
                        text,
                        link -> link.startsWith("x")
                                ? java.util.Optional.empty()
                                : java.util.Optional.of("$" + link.charAt(0))))
                .isEqualTo("![a]($a \"A\") <img src='$b'> [c]: $c\n`a.png` other.txt \"$d\" (x.png.) $1\\");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ![a](a_(1).png)                     | ![a](X)                     | a_(1).png
            ![a](<my cat.png> "a")              | ![a](<X> "a")               | my cat.png
            <img alt="b" src="my cat (1).png">  | <img alt="b" src="X">       | my cat (1).png
            {{< figure src="my cat.png" >}}     | {{< figure src="X" >}}      | my cat.png
            ![a]({{ site.url }}/a.png)          | ![a](X)                     | {{ site.url }}/a.png
            <img srcset="a.png 1x, b.png 2x">   | <img srcset="X 1x, X 2x">   | a.png,b.png
            <img srcset="a.png, b.png">         | <img srcset="a.png, X">     | b.png
            style="background: url(a.png)"      | style="background: url(X)"  | a.png
            my cat.png                          | X                           | my cat.png
            """)
    void an_address_may_have_blanks_and_parentheses(String text, String replaced, String addresses) {
        List<String> found = new ArrayList<>();
        assertThat(ImageLinks.replace(text, link -> {
                    found.add(link);
                    return Optional.of("X");
                }))
                .isEqualTo(replaced);
        assertThat(String.join(",", found)).isEqualTo(addresses);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a(", "()", "=\"", "='", "<a", "{{", "a()", "a.png ", ".png?", ".png"})
    void a_text_of_marks_takes_no_longer_than_others(String mark) {
        assertThat(ImageLinks.replace(mark.repeat(400_000), _ -> Optional.empty()))
                .hasSize(400_000 * mark.length());
    }

    @Test
    void a_name_has_no_more_than_1024_characters_and_64_folders() {
        assertThat(EntryNames.isUnsafe("a".repeat(1024))).isFalse();
        assertThat(EntryNames.isUnsafe("a".repeat(1025))).isTrue();
        assertThat(EntryNames.isUnsafe("a/".repeat(64) + "b.md")).isFalse();
        assertThat(EntryNames.isUnsafe("a/".repeat(65) + "b.md")).isTrue();
    }

    @Test
    void a_link_that_is_longer_than_any_name_leads_to_none() {
        assertThat(EntryNames.resolve("", "%E4%B8%AD".repeat(1024))).contains("\u4E2D".repeat(1024));
        assertThat(EntryNames.resolve("", "%E4%B8%AD".repeat(1024) + "a")).isEmpty();
        assertThat(EntryNames.resolve("", "a".repeat(1024))).contains("a".repeat(1024));
        assertThat(EntryNames.resolve("", "a".repeat(1025))).isEmpty();
    }
}
