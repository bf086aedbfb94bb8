package io.talel.gateway.web.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.gateway.web.HttpRefusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {

    private static final String PATH = "/users/ada/articles";

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "0", "000"})
    void nothing_and_zero_are_the_default(String text) {
        assertThat(Paging.of(text, text)).isEqualTo(new Paging(1, 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5", " 1", "+1", "１", "0x10", "1e3"})
    void anything_but_digits_is_refused(String text) {
        assertThatThrownBy(() -> Paging.of(text, null))
                .isInstanceOf(HttpRefusal.class)
                .hasMessage("Expected numeric query parameters");
        assertThatThrownBy(() -> Paging.of(null, text)).isInstanceOf(HttpRefusal.class);
    }

    @Test
    void a_limit_is_cut_and_an_endless_page_stays_a_number() {
        Paging paging = Paging.of("9".repeat(400), "101");
        assertThat(paging.limit()).isEqualTo(100);
        assertThat((long) paging.page() * paging.limit()).isPositive().isLessThan(Integer.MAX_VALUE);
    }

    @Test
    void a_page_in_the_middle_has_a_next_and_then_a_previous_one() {
        assertThat(new Paging(2, 5).links(PATH, 12))
                .contains("</users/ada/articles?page=3&limit=5>; rel=\"next\","
                        + " </users/ada/articles?page=1&limit=5>; rel=\"prev\"");
    }

    @Test
    void an_exactly_full_last_page_has_no_next() {
        assertThat(new Paging(2, 5).links(PATH, 10)).contains("</users/ada/articles?page=1&limit=5>; rel=\"prev\"");
    }

    @Test
    void a_single_page_has_no_links() {
        assertThat(new Paging(1, 5).links(PATH, 5)).isEmpty();
    }
}
