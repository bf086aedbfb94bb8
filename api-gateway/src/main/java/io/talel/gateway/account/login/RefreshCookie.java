package io.talel.gateway.account.login;

import io.talel.gateway.auth.session.RefreshToken;
import io.talel.gateway.web.HttpRefusal;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** The cookie with the refresh token. It has no expiry; the session decides how long the token is valid. */
@Component
final class RefreshCookie {

    static final String NAME = "refresh_token";

    /** Path of the requests that carry the cookie. */
    static final String PATH = "/v1/accounts";

    private final boolean secure;

    RefreshCookie(LogInSettings settings) {
        this.secure = settings.secureCookie();
    }

    String holding(RefreshToken token) {
        return ResponseCookie.from(NAME, token.text())
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .path(PATH)
                .build()
                .toString();
    }

    /**
     * The one cookie with the shape of our tokens: browsers may also send that of the replaced service. Refuses several such
     * cookies, since a page on a sibling host can add its own and decide which comes first.
     */
    static RefreshToken in(HttpServletRequest request) {
        List<RefreshToken> tokens = Stream.ofNullable(request.getCookies())
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(NAME))
                .map(Cookie::getValue)
                .distinct()
                .flatMap(value -> RefreshToken.parse(value).stream())
                .toList();
        if (tokens.size() > 1) {
            throw new HttpRefusal(HttpStatus.BAD_REQUEST, "Several refresh tokens provided");
        }
        return tokens.stream()
                .findFirst()
                .orElseThrow(() -> new HttpRefusal(HttpStatus.BAD_REQUEST, "No refresh token provided"));
    }
}
