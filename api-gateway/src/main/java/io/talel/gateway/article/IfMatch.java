package io.talel.gateway.article;

import io.talel.gateway.web.HttpRefusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The header {@code If-Match}. The version in an {@code ETag} decides, so a weak one is as good. */
final class IfMatch {

    private static final Pattern VERSION = Pattern.compile("(?:W/)?\"(0|[1-9][0-9]{0,17})(?:-[\\x21\\x23-\\x7E]*)?\"");

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"[\\x21\\x23-\\x7E]*\"");

    private IfMatch() {}

    /**
     * The version that an article must have; null if any will do.
     *
     * @throws HttpRefusal with 412 if no version of an article has this tag, with 400 if the header is no single tag
     */
    static @Nullable Long version(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return null;
        }
        Matcher version = VERSION.matcher(header.strip());
        if (version.matches()) {
            return Long.valueOf(version.group(1));
        }
        throw TAG.matcher(header.strip()).matches()
                ? new HttpRefusal(HttpStatus.PRECONDITION_FAILED, "No version has the tag of If-Match")
                : new HttpRefusal(HttpStatus.BAD_REQUEST, "If-Match must be one ETag or *");
    }
}
