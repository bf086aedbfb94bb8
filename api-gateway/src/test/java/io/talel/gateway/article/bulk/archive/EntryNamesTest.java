package io.talel.gateway.article.bulk.archive;

import static org.assertj.core.api.Assertions.assertThat;

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
}
