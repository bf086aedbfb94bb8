package io.talel.gateway.web;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** A request that is answered with an error status; the message is what clients see. */
public final class HttpRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Seconds until a client may retry. */
    private static final String RETRY_AFTER = "2";

    private final HttpStatus status;
    private final transient HttpHeaders headers = new HttpHeaders();

    public HttpRefusal(HttpStatus status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** A dependency is down or out of room; the request can be sent again. */
    public static HttpRefusal unavailable() {
        HttpRefusal refusal =
                new HttpRefusal(HttpStatus.SERVICE_UNAVAILABLE, "Temporarily unavailable, try again soon");
        refusal.headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        return refusal;
    }

    /** Too many attempts. */
    public static HttpRefusal tooManyRequests(Duration wait) {
        long seconds = wait.plusMillis(999).toSeconds();
        HttpRefusal refusal =
                new HttpRefusal(HttpStatus.TOO_MANY_REQUESTS, "Too many attempts, try again in " + seconds + " s");
        refusal.headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        return refusal;
    }

    public HttpStatus status() {
        return status;
    }

    /** Headers of the answer, for example {@code Retry-After}. */
    public HttpHeaders headers() {
        return headers;
    }
}
