package io.talel.query.article;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchedWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '`',
            value = {
                "two words|two words",
                "a or b -c|a or b  -c",
                "pre-war|pre-war",
                "Sil\u00adbe|Silbe",
                "u\u0308ber|\u00fcber",
                "java\u00a0ada c\u200bd|java ada c d",
                "read/write|\"read write\"",
                "-read/write| -\"read write\"",
                "\u200f-read/write| -\"read write\"",
                "either/or coffee|\"either or\" coffee",
                "-€| -\" € \"",
                "--€| \" € \"",
                "---€| -\" € \"",
                "5€/m|\"5 €  m\"",
                "List<String>|\"List String \"",
                "“two words” -„drei Worte“ «x y»|\"two words\"  -\"drei Worte\" \"x y\"",
                "5” disk|\"5 \" disk",
                "\"a/b or c\" -\"d/e\"|\"a b or c\"  -\"d e\"",
                "a\"b/c\"d/e|a\"b c\"\"d e\"",
                "a \"no end/of it|a \"no end of it\"",
                "(-a/b)| -\"a b\")",
                "tea&-a/b|tea -\"a b\"",
                "$1 \\|$1 \\",
                "Ada - Lovelace|Ada   Lovelace",
            })
    void signs_and_symbols_within_a_word_make_it_a_phrase(String typed, String searched) {
        assertThat(SearchedWords.of(typed)).isEqualTo(searched);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "- - -", "-------", "-( -( -", "– -"})
    void a_minus_that_stands_alone_excludes_nothing(String typed) {
        assertThat(SearchedWords.of(typed)).doesNotContain("-");
    }
}
