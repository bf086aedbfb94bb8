package io.talel.gateway.article.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportFilesTest {

    private static final ArticleId LARGEST = new ArticleId((1L << 53) - 1);

    @ParameterizedTest
    @CsvSource({
        "hello, posts/hello.md",
        "a/b, posts/a_b.7.md",
        "a\\b, posts/a_b.7.md",
        ".hidden, posts/_hidden.7.md",
        "h.idden, posts/h.idden.md"
    })
    void a_file_has_the_name_of_the_slug_and_the_number_where_the_slug_is_no_name(String slug, String file) {
        assertThat(ExportFiles.name(new ArticleId(7), new Slug(slug), false)).isEqualTo(file);
    }

    @Test
    void a_slug_that_no_file_system_takes_is_cut_between_two_characters() {
        for (String slug :
                new String[] {"\u5199".repeat(255), "a" + "\u5199".repeat(255), "\uD801\uDC00".repeat(255)}) {
            String name = ExportFiles.name(LARGEST, new Slug(slug), true).substring("posts/".length());
            assertThat(name.getBytes(UTF_8).length).isBetween(200, 240);
            assertThat(name).endsWith("." + LARGEST.value() + ".edits.md");
            assertThat(new String(name.getBytes(UTF_8), UTF_8)).isEqualTo(name);
            assertThat(slug).startsWith(name.substring(0, name.indexOf('.')));
        }
    }
}
