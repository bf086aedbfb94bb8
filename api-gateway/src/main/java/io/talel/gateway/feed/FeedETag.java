package io.talel.gateway.feed;

import io.talel.gateway.web.answer.JsonAnswers;
import io.talel.kernel.article.view.ListDigest;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Tag of a list. It tells whether the client has the list already, before it is read. The tag is weak, since another statement
 * reads the list: if it changes between the two, the client gets the older tag, and the list once more next time.
 */
public record FeedETag(String tag) {

    /** @param form hash of what else the answer depends on */
    public static FeedETag of(ListDigest digest, int form) {
        return new FeedETag("W/\"%d-%016x-%08x\"".formatted(digest.count(), digest.hash(), form));
    }

    /** Whether the client has the list already. */
    public boolean matches(HttpServletRequest request) {
        return new ServletWebRequest(request).checkNotModified(tag);
    }

    /** Headers of the answer. */
    public HttpHeaders headers() {
        HttpHeaders headers = new HttpHeaders();
        headers.setCacheControl(JsonAnswers.FOR_EVERYBODY);
        headers.setETag(tag);
        return headers;
    }
}
