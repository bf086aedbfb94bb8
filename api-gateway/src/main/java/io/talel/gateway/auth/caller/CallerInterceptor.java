package io.talel.gateway.auth.caller;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Refuses callers without a session before a controller is called, except at {@link PublicEndpoints}. Unknown paths and methods
 * are answered earlier (404, 405).
 */
@Component
final class CallerInterceptor implements HandlerInterceptor {

    private final Callers callers;

    CallerInterceptor(Callers callers) {
        this.callers = callers;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        String endpoint = method(request) + " " + pattern;
        // Without a pattern Spring itself answers, with the methods of the path: no controller has OPTIONS.
        boolean isPublic = pattern == null ? method(request).equals("OPTIONS") : PublicEndpoints.contains(endpoint);
        if (isPublic) {
            return true;
        }
        if (PublicEndpoints.isForEndedSessions(endpoint)) {
            callers.token(request);
        } else {
            callers.signedIn(request);
        }
        return true;
    }

    private static String method(HttpServletRequest request) {
        return request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    }
}
