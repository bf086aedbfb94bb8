package io.talel.gateway.auth.caller;

import java.util.Set;

/**
 * Endpoints that need no access token. {@link CallerInterceptor} refuses strangers at every other endpoint, whether or not
 * its controller asks who calls. An endpoint is a method and a pattern, such as {@code GET /articles/{slug}}.
 */
public final class PublicEndpoints {

    private static final Set<String> ALL = Set.of(
            "GET /health",
            "GET /openapi.json",
            "GET /docs",
            "GET /docs/docs.css",
            "GET /docs/docs.js",
            "GET /events",
            "POST /accounts/register",
            "POST /accounts/login",
            // The refresh token in the cookie stands for the caller.
            "POST /accounts/token",
            // The token of a mail stands for the caller.
            "GET /accounts/verify/{token}",
            "POST /accounts/verify/{token}",
            "GET /accounts/reset/{token}",
            "POST /accounts/reset/{token}",
            // They ask for a mail, which goes to the owner of the address.
            "POST /accounts/verify",
            "POST /accounts/password/forgotten",
            "GET /articles",
            // Authors are shown more.
            "GET /articles/{slug}",
            "GET /articles/{slug}/history",
            "GET /articles/{slug}/versions/{version}",
            "GET /articles/{slug}/diff",
            "GET /tags",
            "GET /feeds/rss.xml",
            "GET /feeds/atom.xml",
            "GET /feeds/feed.json",
            "GET /users/{username}/feeds/rss.xml",
            "GET /users/{username}/feeds/atom.xml",
            "GET /users/{username}/feeds/feed.json",
            "GET /sitemap.xml",
            "GET /sitemaps/{number}.xml",
            "GET /users/{username}",
            "GET /users/{username}/articles",
            "GET /users/{username}/images/{file}");

    /** Accepts a token whose session has ended, to say so. */
    private static final String LOG_OUT = "POST /accounts/logout";

    private PublicEndpoints() {}

    public static Set<String> all() {
        return ALL;
    }

    public static boolean contains(String endpoint) {
        return ALL.contains(endpoint);
    }

    /** Whether a token is enough even if its session has ended. */
    static boolean isForEndedSessions(String endpoint) {
        return endpoint.equals(LOG_OUT);
    }
}
