package io.talel.query.article;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchedWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "two words|two words",
                "a or b -c|a or b -c",
                "pre-war|pre-war",
                "Sil\u00adbe|Silbe",
                "u\u0308ber|\u00fcber",
                "java\u00a0ada|java ada",
                "read/write|\"read write\"",
                "-read/write|-\"read write\"",
                "either/or coffee|\"either or\" coffee",
                "-€|-\" € \"",
                "--€|--\" € \"",
                "5€/m|\"5 €  m\"",
                "“List<String>”…|\" List String   \"",
                "c\u200bd|\"c d\"",
                "\"a/b or c\" -\"d/e\"|\"a b or c\" -\"d e\"",
                "a\"b/c\"d/e|a\"b c\"\"d e\"",
                "a \"no end/of it|a \"no end of it",
                "$1 \\|$1 \\",
                "-|-",
            })
    void signs_and_symbols_within_a_word_make_it_a_phrase(String typed, String searched) {
        assertThat(SearchedWords.of(typed)).isEqualTo(searched);
    }
}
