package io.talel.kernel.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.talel.kernel.InvalidValue;
import io.talel.kernel.article.content.Title;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedSlugTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    Good Morning,         good-morning
                    good-morning,         good-morning
                    ' -- a -  b - ',      a-b
                    Crème-Brûlée!,        creme-brulee
                    a/b?c#d,              abcd
                    hello-2,              hello-2
                    snake_case,           snake_case
                    你好-世界,             你好-世界
                    """)
    void it_becomes_a_slug_as_a_title_does_but_keeps_its_hyphens(String wanted, String slug) {
        assertThat(new WantedSlug(wanted).slug()).isEqualTo(new Slug(slug));
    }

    @Property(tries = 500)
    void a_slug_that_is_wanted_again_is_the_same(
            @ForAll @StringLength(min = 1, max = 40) String title, @ForAll @IntRange(min = 1, max = 99) int number) {
        if (title.isBlank() || title.chars().anyMatch(c -> c == 0 || Character.isSurrogate((char) c))) {
            return;
        }
        Slug slug = SlugNumber.add(Slug.of(new Title(title)), number);

        assertThat(new WantedSlug(slug.value()).isMetBy(slug)).isTrue();
        assertThat(new WantedSlug(slug.value()).slug()).isEqualTo(slug);
    }

    @Test
    void an_imported_slug_is_kept_if_it_is_wanted_as_it_is() {
        assertThat(new WantedSlug("Old.Slug").isMetBy(new Slug("Old.Slug"))).isTrue();
        assertThat(new WantedSlug("Old.Slug").isMetBy(new Slug("oldslug"))).isTrue();
        assertThat(new WantedSlug("Old.Slug").isMetBy(new Slug("old-slug"))).isFalse();
    }

    @Test
    void what_is_no_text_is_refused() {
        for (String wanted : List.of("", " ", "a\0b", "\uD83C", "a".repeat(267))) {
            assertThatExceptionOfType(InvalidValue.class)
                    .isThrownBy(() -> new WantedSlug(wanted))
                    .withMessageStartingWith("'slug' must");
        }
    }

    @Test
    void a_text_of_which_nothing_is_left_is_refused() {
        for (String wanted : List.of("!!!", "-", "🎉", "\u200d")) {
            assertThatExceptionOfType(InvalidValue.class)
                    .isThrownBy(() -> new WantedSlug(wanted))
                    .withMessage("'slug' must have a letter or digit");
        }
    }

    @Test
    void the_longest_slug_can_be_wanted_again() {
        Slug longest = Slug.of(new Title("漢".repeat(255)));

        assertThat(new WantedSlug(longest.value()).slug()).isEqualTo(longest);
        assertThat(new WantedSlug(SlugNumber.add(longest, 999_999_999).value())
                        .isMetBy(SlugNumber.add(longest, 999_999_999)))
                .isTrue();
    }
}
