package io.talel.gateway.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** A request that is answered with an error status; the message is what clients see. */
public final class HttpRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final transient HttpHeaders headers = new HttpHeaders();

    public HttpRefusal(HttpStatus status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    public HttpStatus status() {
        return status;
    }

    /** Headers of the answer, for example {@code Retry-After}. */
    public HttpHeaders headers() {
        return headers;
    }
}
