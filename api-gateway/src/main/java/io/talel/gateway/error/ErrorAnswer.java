package io.talel.gateway.error;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * What a client is told about a request that failed.
 *
 * @param message for people; it holds nothing of the inside
 */
record ErrorAnswer(HttpStatusCode status, String message, HttpHeaders headers) {

    ErrorAnswer(HttpStatusCode status, String message) {
        this(status, message, HttpHeaders.EMPTY);
    }

    /** The phrase of the status, {@code Bad Request}. */
    String type() {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null ? "Error" : known.getReasonPhrase();
    }
}
