package io.talel.kernel.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.talel.kernel.InvalidValue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugNumberTest {

    @ParameterizedTest
    @CsvSource({
        "hello, 1",
        "hello-2, 2",
        "hello-10, 10",
        "hello-1, 1",
        "hello-02, 1",
        "hello-2-2, 1",
        "hello-, 1",
        "hello-9999999999, 1",
        "other-2, 1"
    })
    void the_number_at_the_end_of_a_slug_is_told(String slug, int number) {
        Slug whole = new Slug(slug);

        assertThat(SlugNumber.of(whole, new Slug("hello"))).isEqualTo(number);
        assertThat(SlugNumber.add(SlugNumber.remove(whole, number), number)).isEqualTo(whole);
    }

    @Property(tries = 500)
    void numbers_make_slugs_of_one_base_different(
            @ForAll @StringLength(min = 1, max = 60) String text,
            @ForAll @IntRange(min = 1, max = 100_000) int one,
            @ForAll @IntRange(min = 1, max = 100_000) int other) {
        Slug base = new Slug(text);

        assertThat(SlugNumber.add(base, one).equals(SlugNumber.add(base, other)))
                .isEqualTo(one == other);
        assertThat(SlugNumber.add(base, 1)).isEqualTo(base);
        assertThat(SlugNumber.add(base, other).value()).startsWith(base.value());
    }

    @Test
    void a_number_can_be_taken_away_again() {
        Slug hello = new Slug("hello-2");

        assertThat(SlugNumber.remove(SlugNumber.add(hello, 3), 3)).isEqualTo(hello);
        assertThat(SlugNumber.remove(hello, 1)).isEqualTo(hello);
        assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> SlugNumber.remove(hello, 3));
    }
}
