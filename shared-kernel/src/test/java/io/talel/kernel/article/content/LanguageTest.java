package io.talel.kernel.article.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.kernel.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {

    @ParameterizedTest
    @CsvSource({"de,de", "DE-ch,de-CH", "ZH-hant-tw,zh-Hant-TW", "sl-rozaj-biske,sl-rozaj-biske", "x-own,x-own"})
    void a_language_is_a_tag_in_its_usual_case(String tag, String value) {
        assertThat(new Language(tag).value()).isEqualTo(value);
        assertThat(new Language(value)).isEqualTo(new Language(tag));
    }

    @Test
    void nothing_need_be_said() {
        assertThat(new Language("")).isEqualTo(Language.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"d", "German!", "de_CH", "de-", " de", "x", "a-very-long-tag-of-nobody-and-of-nothing-at-all"})
    void what_is_no_tag_is_refused(String tag) {
        assertThatThrownBy(() -> new Language(tag))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("'language' must be a language tag such as 'de' or 'en-GB'");
    }
}
