package io.talel.gateway.e2e;

import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/** Paths of the API, percent-encoded as clients must. */
final class Paths {

    private Paths() {}

    static String article(String slug) {
        return "/articles/" + segment(slug);
    }

    static String ownArticle(String slug) {
        return "/accounts/me/articles/" + segment(slug);
    }

    static String articlesOf(TestPerson person) {
        return "/users/" + segment(person.username()) + "/articles";
    }

    static String imageOf(TestPerson person, String file) {
        return "/users/" + segment(person.username()) + "/images/" + segment(file);
    }

    static String segment(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
