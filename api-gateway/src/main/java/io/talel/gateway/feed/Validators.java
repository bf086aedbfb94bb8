package io.talel.gateway.feed;

import io.talel.gateway.web.answer.JsonAnswers;
import io.talel.kernel.article.view.ListDigest;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Tag and time of a list. They tell whether the client has it already, before it is read. The tag is weak, since another
 * statement reads the list: if it changes between the two, the client gets the older tag, and the list once more next time.
 *
 * @param changed when an article changed last; empty without articles
 */
public record Validators(String tag, Optional<Instant> changed) {

    /** @param form hash of what else the answer depends on */
    public static Validators of(ListDigest digest, int form) {
        return new Validators("W/\"%d-%016x-%08x\"".formatted(digest.count(), digest.hash(), form), digest.newest());
    }

    /** Whether the client has the list already. */
    public boolean match(HttpServletRequest request) {
        return new ServletWebRequest(request)
                .checkNotModified(tag, changed.map(Instant::toEpochMilli).orElse(-1L));
    }

    /** Headers of the answer. */
    public HttpHeaders headers() {
        HttpHeaders headers = new HttpHeaders();
        headers.setCacheControl(JsonAnswers.FOR_EVERYBODY);
        headers.setETag(tag);
        changed.ifPresent(headers::setLastModified);
        return headers;
    }
}
