package io.talel.command.eventlog.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.article.content.Title;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArticlePublished1To2Test {

    @ParameterizedTest
    @CsvSource({
        "hello,     Hello,   1",
        "hello-12,  Hello,   12",
        "hello-2,   Hello 2, 1",
        "hello-2-3, Hello 2, 3",
        "imported,  Hello,   1",
        "hello-02,  Hello,   1",
        "hello-9999999999, Hello, 1",
        "strasse-2, Straße,  1",
        "straße-2,  Straße,  2",
        "article-2, ☀️,      2",
        "javatm-2,  Java™,   2",
        "java-2,    Java™,   1"
    })
    void the_number_is_what_the_slug_has_more_than_the_title_asked_for(String slug, String title, int number) {
        assertThat(ArticlePublished1To2.number(slug, new Title(title))).isEqualTo(number);
    }
}
