package io.talel.gateway.mail.page;

import org.springframework.http.HttpStatus;

/** What can be said of the link in a mail. */
public enum LinkState {
    GOOD(HttpStatus.OK, ""),
    MALFORMED(HttpStatus.BAD_REQUEST, "The link is not complete, or not one of ours"),
    EXPIRED(HttpStatus.GONE, "The link has expired"),
    /** Or another one has taken its place. */
    USED(HttpStatus.GONE, "The link was used already, or is no longer the latest"),
    TAKEN(HttpStatus.CONFLICT, "Another account has this address by now");

    private final HttpStatus status;
    private final String message;

    LinkState(HttpStatus status, String message) {
        this.status = status;
        this.message = message;
    }

    HttpStatus status() {
        return status;
    }

    /** For people, without a full stop. */
    String message() {
        return message;
    }
}
