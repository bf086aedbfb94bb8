package io.talel.command.claims;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.article.Slug;
import org.junit.jupiter.api.Test;

class StemTest {

    @Test
    void slugs_that_can_become_the_same_by_a_number_share_their_stem() {
        assertThat(StoredSlugClaims.stem(new Slug("hello"))).isEqualTo("hello");
        assertThat(StoredSlugClaims.stem(new Slug("hello-2"))).isEqualTo("hello");
        assertThat(StoredSlugClaims.stem(new Slug("hello-2-17"))).isEqualTo("hello");
        assertThat(StoredSlugClaims.stem(new Slug("hello-2-go"))).isEqualTo("hello-2-go");
    }
}
