package io.talel.gateway.server;

import io.talel.gateway.web.WebSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;

/** Sets the headers for browsers on every answer. */
@Component
final class BrowserHeaders {

    static final String POLICY = "Content-Security-Policy";

    /** Policy for answers that are no pages: nothing in them loads or runs, and no page frames them. */
    private static final String CLOSED = "default-src 'none'; frame-ancestors 'none'";

    /** A year, the shortest that OWASP accepts. */
    private static final String TLS_ONLY = "max-age=31536000; includeSubDomains";

    private final CorsHeaders cors;
    private final boolean tlsOnly;

    BrowserHeaders(CorsHeaders cors, WebSettings settings) {
        this.cors = cors;
        this.tlsOnly = settings.tlsOnly();
    }

    void addTo(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader(POLICY, CLOSED);
        if (tlsOnly) {
            response.setHeader("Strict-Transport-Security", TLS_ONLY);
        }
        cors.addTo(request, response);
    }
}
