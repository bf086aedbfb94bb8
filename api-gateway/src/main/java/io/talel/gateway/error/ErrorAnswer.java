package io.talel.gateway.error;

import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * The answer to a failed request.
 *
 * @param message for people; it reveals no internals
 * @param details further members of the answer, by their names
 */
record ErrorAnswer(HttpStatusCode status, String message, HttpHeaders headers, Map<String, ?> details) {

    ErrorAnswer(HttpStatusCode status, String message, HttpHeaders headers) {
        this(status, message, headers, Map.of());
    }

    /** For a failure without a message of ours. */
    static ErrorAnswer of(HttpStatusCode status) {
        return of(status, HttpHeaders.EMPTY);
    }

    static ErrorAnswer of(HttpStatusCode status, HttpHeaders headers) {
        return new ErrorAnswer(status, message(status), headers);
    }

    static ErrorAnswer of(HttpStatusCode status, String message) {
        return new ErrorAnswer(status, message, HttpHeaders.EMPTY);
    }

    /** The phrase of the status, {@code Bad Request}. */
    String type() {
        return phrase(status);
    }

    private static String phrase(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null ? "Error" : known.getReasonPhrase();
    }

    private static String message(HttpStatusCode status) {
        return switch (status.value()) {
            case 400 -> "The request could not be understood";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 406 -> "Nothing here has a media type that is accepted";
            case 408 -> "The request did not arrive in time";
            case 413 -> "The request is too large";
            case 414 -> "The address is too long";
            case 415 -> "The media type of the request is not supported";
            case 431 -> "The headers of the request are too large";
            case 500 -> "Something went wrong on our side";
            case 503 -> "Temporarily unavailable, try again soon";
            default -> phrase(status);
        };
    }
}
