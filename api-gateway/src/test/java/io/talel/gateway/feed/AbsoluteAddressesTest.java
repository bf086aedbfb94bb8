package io.talel.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbsoluteAddressesTest {

    private static final String BASE = "https://www.talel.io/articles/hello";

    @ParameterizedTest
    @CsvSource({
        "/about, https://www.talel.io/about",
        "other, https://www.talel.io/articles/other",
        "../images/a.png, https://www.talel.io/images/a.png",
        "//cdn.example.org/a.png, https://cdn.example.org/a.png",
        "#fn:1, https://www.talel.io/articles/hello#fn:1",
        "?page=2&amp;x=$1, https://www.talel.io/articles/hello?page=2&amp;x=$1",
        "'', https://www.talel.io/articles/hello",
        "https://example.org/?a=1&amp;b=2, https://example.org/?a=1&amp;b=2",
        "mailto:ada@example.org, mailto:ada@example.org",
        "a b, a b"
    })
    void an_address_is_what_it_is_on_the_page(String address, String absolute) {
        assertThat(AbsoluteAddresses.in("<p><a title=\"x\" href=\"" + address + "\">there</a></p>", BASE))
                .isEqualTo("<p><a title=\"x\" href=\"" + absolute + "\">there</a></p>");
    }

    @Test
    void pictures_quotations_and_videos_have_addresses_too() {
        assertThat(AbsoluteAddresses.in(
                        "<img src=\"/a.png\" alt=\"\"><q cite=\"/b\">c</q><video poster=\"/d\"></video>", BASE))
                .isEqualTo("<img src=\"https://www.talel.io/a.png\" alt=\"\"><q cite=\"https://www.talel.io/b\">c</q>"
                        + "<video poster=\"https://www.talel.io/d\"></video>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/a.png | https://www.talel.io/a.png",
                "/a.png 1x, b.png 2x | https://www.talel.io/a.png 1x, https://www.talel.io/articles/b.png 2x",
                "/a.png, /b.png 2x | https://www.talel.io/a.png, https://www.talel.io/b.png 2x",
                "/a,b.png 300w,https://example.org/c.png 600w | https://www.talel.io/a,b.png 300w,https://example.org/c.png 600w"
            })
    void each_size_of_a_picture_has_an_address(String sizes, String absolute) {
        assertThat(AbsoluteAddresses.in("<img srcset=\"" + sizes + "\">", BASE))
                .isEqualTo("<img srcset=\"" + absolute + "\">");
    }

    @Test
    void what_only_looks_like_an_address_stays() {
        String html = "<p title=\"<a href='/x'> href=\" data-href=\"/y\">1 < 2 href=\"/z\" <code>src=\"/c\"</code></p>";

        assertThat(AbsoluteAddresses.in(html, BASE)).isEqualTo(html);
    }
}
