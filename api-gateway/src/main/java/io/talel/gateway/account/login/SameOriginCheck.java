package io.talel.gateway.account.login;

import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.WebSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses requests of foreign pages that set or use the cookie. Browsers name the page that a request comes from. A client that
 * names none is no browser, so it cannot misuse the cookie of another person.
 */
@Component
final class SameOriginCheck implements HandlerInterceptor, WebMvcConfigurer {

    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final Set<String> origins;

    SameOriginCheck(WebSettings settings) {
        this.origins = Set.copyOf(settings.corsOrigins());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/accounts/login", "/accounts/token");
    }

    /** @throws HttpRefusal with 403, before a body is read */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (isForeign(request.getHeader(HttpHeaders.ORIGIN), request.getHeader("Sec-Fetch-Site"))) {
            throw new HttpRefusal(HttpStatus.FORBIDDEN, "Request comes from a page of another origin");
        }
        return true;
    }

    /** Allowed origins of CORS may send these requests, too. The cookie is strict, so another site sends none. */
    private boolean isForeign(@Nullable String origin, @Nullable String site) {
        if (origin != null && origins.contains(origin)) {
            return false;
        }
        return site == null ? origin != null : !OWN_SITES.contains(site);
    }
}
