package io.talel.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TextRuleTest {

    private static final int LONGEST = 10;

    private final TextRule rule = new TextRule("title", LONGEST);

    @Property(tries = 300)
    void text_that_is_short_enough_is_left_as_it_is(@ForAll("texts") String text) {
        assertThat(rule.check(text)).isSameAs(text);
    }

    @Property(tries = 300)
    void text_is_measured_in_characters_and_not_in_halves_of_them(@ForAll("texts") String text) {
        String longest = text + "😀".repeat(LONGEST - text.codePointCount(0, text.length()));

        assertThat(rule.check(longest)).isSameAs(longest);
        refused(longest + "😀", "'title' must be at most 10 characters long");
    }

    @Property(tries = 300)
    void nul_is_refused_wherever_it_is(@ForAll("shorter") String before, @ForAll("shorter") String after) {
        refused(before + '\0' + after, "'title' must not contain a NUL character");
    }

    @Property(tries = 300)
    void half_a_character_is_refused_wherever_it_is(@ForAll("shorter") String before, @ForAll("shorter") String after) {
        refused(before + '\uD83D' + after, "'title' must be valid Unicode text");
        refused(before + '\uDE00' + after, "'title' must be valid Unicode text");
    }

    @Test
    void text_of_blanks_is_empty_where_it_must_not_be() {
        assertThat(rule.check("  ")).isEqualTo("  ");
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> rule.checkNotBlank(" \t\n"))
                .withMessage("'title' must not be empty")
                .extracting(InvalidValue::field)
                .isEqualTo("title");
    }

    private void refused(String text, String message) {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> rule.check(text))
                .withMessage(message);
    }

    @Provide
    Arbitrary<String> texts() {
        return characters(LONGEST);
    }

    @Provide
    Arbitrary<String> shorter() {
        return characters(4);
    }

    /** Any characters there are, outside of the basic plane too, but NUL. */
    private static Arbitrary<String> characters(int most) {
        return Arbitraries.integers()
                .between(1, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .map(Character::toString)
                .list()
                .ofMaxSize(most)
                .map(characters -> String.join("", characters));
    }
}
