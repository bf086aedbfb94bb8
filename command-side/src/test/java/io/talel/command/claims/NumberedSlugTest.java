package io.talel.command.claims;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.article.Slug;
import io.talel.kernel.article.Title;
import org.junit.jupiter.api.Test;

class NumberedSlugTest {

    @Test
    void the_slug_of_the_title_itself_has_number_one() {
        assertThat(NumberedSlug.of(new Slug("hello"), new Title("Hello")))
                .isEqualTo(new NumberedSlug(new Slug("hello"), 1));
    }

    @Test
    void a_numbered_slug_has_the_slug_of_its_title_as_base() {
        assertThat(NumberedSlug.of(new Slug("hello-12"), new Title("Hello")))
                .isEqualTo(new NumberedSlug(new Slug("hello"), 12));
    }

    @Test
    void a_number_of_the_title_belongs_to_the_base() {
        assertThat(NumberedSlug.of(new Slug("hello-2"), new Title("Hello 2")))
                .isEqualTo(new NumberedSlug(new Slug("hello-2"), 1));
        assertThat(NumberedSlug.of(new Slug("hello-2-3"), new Title("Hello 2")))
                .isEqualTo(new NumberedSlug(new Slug("hello-2"), 3));
    }

    @Test
    void a_slug_that_its_title_does_not_lead_to_is_its_own_base() {
        assertThat(NumberedSlug.of(new Slug("imported"), new Title("Hello")))
                .isEqualTo(new NumberedSlug(new Slug("imported"), 1));
        assertThat(NumberedSlug.of(new Slug("hello-02"), new Title("Hello")))
                .isEqualTo(new NumberedSlug(new Slug("hello-02"), 1));
    }

    @Test
    void slugs_that_can_become_the_same_by_a_number_share_their_stem() {
        assertThat(NumberedSlug.stem(new Slug("hello"))).isEqualTo("hello");
        assertThat(NumberedSlug.stem(new Slug("hello-2"))).isEqualTo("hello");
        assertThat(NumberedSlug.stem(new Slug("hello-2-17"))).isEqualTo("hello");
        assertThat(NumberedSlug.stem(new Slug("hello-2-go"))).isEqualTo("hello-2-go");
    }
}
