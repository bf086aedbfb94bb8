package io.talel.gateway.error;

import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponse;

/** Which answer belongs to which failure. */
final class ErrorMapping {

    /** After how many seconds a client may come back when something is unavailable. */
    private static final String RETRY_AFTER = "2";

    private static final Logger LOG = LoggerFactory.getLogger(ErrorMapping.class);
    private static final int LONGEST_CHAIN = 50;

    private ErrorMapping() {}

    static ErrorAnswer answer(Throwable failure) {
        Throwable current = failure;
        for (int depth = 0; current != null && depth < LONGEST_CHAIN; depth++) {
            switch (current) {
                case HttpRefusal refusal -> {
                    return new ErrorAnswer(refusal.status(), String.valueOf(refusal.getMessage()), refusal.headers());
                }
                case CommandRefused refused -> {
                    return answer(refused.refusal());
                }
                case InvalidValue invalid -> {
                    return new ErrorAnswer(HttpStatus.BAD_REQUEST, String.valueOf(invalid.getMessage()));
                }
                case ErrorResponse response -> {
                    return new ErrorAnswer(
                            response.getStatusCode(), message(response.getStatusCode()), response.getHeaders());
                }
                default -> current = current.getCause();
            }
        }
        if (Outage.explains(failure)) {
            LOG.warn("A dependency is unavailable: {}", rootOf(failure).toString());
            return unavailable();
        }
        LOG.error("Unexpected failure", failure);
        return new ErrorAnswer(HttpStatus.INTERNAL_SERVER_ERROR, message(HttpStatus.INTERNAL_SERVER_ERROR));
    }

    static ErrorAnswer answer(Refusal refusal) {
        return switch (refusal) {
            case Refusal.EmailTaken(var email) ->
                new ErrorAnswer(HttpStatus.BAD_REQUEST, "Account with the email '" + email + "' already exists");
            case Refusal.UsernameTaken(var username) ->
                new ErrorAnswer(HttpStatus.BAD_REQUEST, "Account with the username '" + username + "' already exists");
            case Refusal.Unknown _ -> new ErrorAnswer(HttpStatus.NOT_FOUND, "Not found");
            case Refusal.Conflict _ -> new ErrorAnswer(HttpStatus.CONFLICT, "Somebody else changed it first");
        };
    }

    /** What is said about a failure that no code of ours has worded. */
    static String message(HttpStatusCode status) {
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
            case 503 -> "Temporarily unavailable, try again soon";
            default -> status.is4xxClientError() ? "The request was refused" : "Something went wrong on our side";
        };
    }

    private static ErrorAnswer unavailable() {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        return new ErrorAnswer(HttpStatus.SERVICE_UNAVAILABLE, message(HttpStatus.SERVICE_UNAVAILABLE), headers);
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < LONGEST_CHAIN; depth++) {
            root = root.getCause();
        }
        return root;
    }
}
