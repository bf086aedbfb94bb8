package io.talel.ops.console.web.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests without a token, and requests that a page of another site makes in an operator's name. The host must
 * be a name of loopback, since a foreign name may resolve to it; the cookie is sent only from pages of this site;
 * requests that change something must come from such a page.
 */
public final class AccessFilter extends OncePerRequestFilter {

    public static final String ROLE = "role";

    /** Followed by the port: browsers send a cookie to all ports of a host, and each console has its own. */
    private static final String COOKIE = "talelio_console_";

    private static final String TOKEN = "token";
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /** Loads everything from the console itself, and forbids frames. */
    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final ConsoleTokens tokens;

    public AccessFilter(ConsoleTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        // With no-referrer, browsers would leave out the origin of forms, too.
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (!LOOPBACK.contains(request.getServerName())) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN, "The console answers on loopback only");
            return;
        }
        String presented = request.getParameter(TOKEN);
        if (presented != null && READING.contains(request.getMethod())) {
            enter(presented, request, response);
            return;
        }
        Optional<Role> role = cookie(request).flatMap(tokens::roleOf);
        if (role.isEmpty()) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED, "Open the address that the console printed");
        } else if (READING.contains(request.getMethod())) {
            proceed(role.get(), request, response, chain);
        } else if (role.get() != Role.OPERATOR) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN, "A viewer may not change anything");
        } else if (!isFromHere(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN, "The request comes from another site");
        } else {
            proceed(role.get(), request, response, chain);
        }
    }

    private static void proceed(Role role, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        request.setAttribute(ROLE, role);
        chain.doFilter(request, response);
    }

    /**
     * Stores the token in a cookie and removes it from the address, so that address bar, history and logs do not show
     * it.
     */
    private void enter(String presented, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (tokens.roleOf(presented).isEmpty()) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED, "This token belongs to another run of the console");
            return;
        }
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE + request.getServerPort(), presented)
                        .httpOnly(true)
                        .sameSite("Strict")
                        .path("/")
                        .build()
                        .toString());
        response.sendRedirect("/");
    }

    private static Optional<String> cookie(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(COOKIE + request.getServerPort()))
                .map(Cookie::getValue)
                .findFirst();
    }

    private static boolean isFromHere(HttpServletRequest request) {
        String here = request.getScheme() + "://" + request.getHeader(HttpHeaders.HOST);
        return here.equals(request.getHeader(HttpHeaders.ORIGIN));
    }
}
