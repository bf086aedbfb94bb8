package io.talel.gateway.account.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.gateway.auth.session.RefreshToken;
import io.talel.gateway.web.HttpRefusal;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;

class RefreshCookieTest {

    private static final String TEXT = "Ab-_".repeat(RefreshToken.LENGTH / 4);
    private static final String OTHER_TEXT = "Cd-_".repeat(RefreshToken.LENGTH / 4);
    private static final RefreshToken TOKEN = RefreshToken.parse(TEXT).orElseThrow();

    @Test
    void it_is_for_the_account_endpoints_of_our_own_pages_and_no_script_can_read_it() {
        assertThat(new RefreshCookie(new LogInSettings(false, false)).holding(TOKEN))
                .isEqualTo("refresh_token=" + TEXT + "; Path=/v1/accounts; HttpOnly; SameSite=Strict");
    }

    @Test
    void in_production_it_goes_over_tls_only() {
        assertThat(new RefreshCookie(new LogInSettings(true, false)).holding(TOKEN))
                .isEqualTo("refresh_token=" + TEXT + "; Path=/v1/accounts; Secure; HttpOnly; SameSite=Strict");
    }

    @Test
    void it_is_found_beside_the_one_that_the_replaced_service_left() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setCookies(
                new Cookie("other", TEXT),
                new Cookie("refresh_token", "eyJhbGciOiJIUzUxMiJ9.e30.x"),
                new Cookie("refresh_token", TEXT));
        assertThat(RefreshCookie.in(request).text()).isEqualTo(TEXT);
    }

    @Test
    void two_possible_refresh_cookies_are_refused() {
        refuses(new Cookie("refresh_token", TEXT), new Cookie("refresh_token", OTHER_TEXT));
        refuses(
                new Cookie("refresh_token", OTHER_TEXT),
                new Cookie("refresh_token", "eyJhbGciOiJIUzUxMiJ9.e30.x"),
                new Cookie("refresh_token", TEXT));
    }

    @Test
    void one_that_comes_twice_is_one() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setCookies(new Cookie("refresh_token", TEXT), new Cookie("refresh_token", TEXT));
        assertThat(RefreshCookie.in(request).text()).isEqualTo(TEXT);
    }

    @Test
    void without_any_the_request_is_a_bad_one() {
        refuses();
    }

    @Test
    void one_that_cannot_be_ours_is_none() {
        refuses(new Cookie("refresh_token", "eyJhbGciOiJIUzUxMiJ9.e30.x"), new Cookie("other", TEXT));
    }

    private static void refuses(Cookie... cookies) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setCookies(cookies);
        assertThatThrownBy(() -> RefreshCookie.in(request))
                .extracting(e -> ((HttpRefusal) e).status())
                .isEqualTo(HttpStatus.BAD_REQUEST);
    }
}
