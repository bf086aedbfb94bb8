package io.talel.gateway.feed;

import io.talel.gateway.web.JsonAnswers;
import io.talel.kernel.article.ListDigest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Answers clients that have a list already, before it is read. The tag is weak, since another statement reads the list: if it
 * changes between the two, the tag is that of the older state, and the client asks once more than necessary.
 */
public final class Validators {

    private Validators() {}

    /**
     * Sets the headers of the answer by which the client asks next time, and the status 304 if it has the list already.
     *
     * @param form hash of all other that the answer depends on
     * @return whether it has
     */
    public static boolean match(ListDigest digest, int form, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, JsonAnswers.FOR_EVERYBODY.getHeaderValue());
        return new ServletWebRequest(request, response)
                .checkNotModified(
                        "W/\"%d-%016x-%08x\"".formatted(digest.count(), digest.hash(), form),
                        digest.newest().map(Instant::toEpochMilli).orElse(-1L));
    }
}
