package io.talel.gateway.server;

import io.talel.gateway.web.WebSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * What pages of other origins may do. A foreign origin gets no CORS headers, but its request is served: the browser keeps the
 * answer from the page.
 */
@Component
final class CorsHeaders {

    private static final String METHODS = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";
    private static final String EXPOSED = "Link, X-Total-Count, ETag, Location, Retry-After";

    private final Set<String> origins;

    CorsHeaders(WebSettings settings) {
        this.origins = Set.copyOf(settings.corsOrigins());
    }

    void addTo(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (isOurs(origin)) {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
            response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
    }

    static boolean isPreflight(HttpServletRequest request) {
        return "OPTIONS".equals(request.getMethod())
                && request.getHeader(HttpHeaders.ORIGIN) != null
                && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
    }

    /** Answers a preflight request. */
    void answerPreflight(HttpServletRequest request, HttpServletResponse response) {
        if (isOurs(request.getHeader(HttpHeaders.ORIGIN))) {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            String wanted = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
            if (wanted != null) {
                response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, wanted);
            }
        }
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentLength(0);
    }

    private boolean isOurs(@Nullable String origin) {
        return origin != null && origins.contains(origin);
    }
}
