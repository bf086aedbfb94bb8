package io.talel.gateway.mail.page;

import org.springframework.http.HttpStatus;

/** State of a link in a mail. */
public enum LinkState {
    GOOD(HttpStatus.OK, ""),
    MALFORMED(HttpStatus.BAD_REQUEST, "The link is not complete, or not one of ours"),
    EXPIRED(HttpStatus.GONE, "The link has expired"),
    /** Also if another link has replaced it. */
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
