package io.talel.gateway.auth.throttle;

import java.util.Locale;

/** What a person who is signed in may do so often; it costs a node work whether or not it succeeds. */
public enum PersonalAction {
    /** Publishing: an event for ever, and a batch of every projection. */
    WRITE,
    /** Sending images, which are decoded and stored. */
    UPLOAD,
    /** Looking at one's own account, for which its stream is read. */
    READ_ACCOUNT;

    /** In logs. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
