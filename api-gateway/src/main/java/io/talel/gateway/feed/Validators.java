package io.talel.gateway.feed;

import io.talel.gateway.web.JsonAnswers;
import io.talel.kernel.article.ListDigest;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * By which clients that have a list already are answered before it is read. The tag is weak, since another statement reads the
 * list: if it changes between the two, the tag is that of the older state, and the client asks once more than necessary.
 */
public record Validators(String tag, Optional<Instant> changed) {

    /** @param form hash of what else the answer depends on */
    public static Validators of(ListDigest digest, int form) {
        return new Validators(
                "W/\"%d-%016x-%08x\"".formatted(digest.count(), digest.hash(), form), digest.newest());
    }

    /** Whether the client has the list already. */
    public boolean match(HttpServletRequest request) {
        return new ServletWebRequest(request)
                .checkNotModified(tag, changed.map(Instant::toEpochMilli).orElse(-1L));
    }

    /** By which the client asks next time. */
    public HttpHeaders headers() {
        HttpHeaders headers = new HttpHeaders();
        headers.setCacheControl(JsonAnswers.FOR_EVERYBODY);
        headers.setETag(tag);
        changed.ifPresent(headers::setLastModified);
        return headers;
    }
}
