package io.talel.gateway.auth.caller;

import java.util.Locale;

/** Actions of signed-in persons that have a limit: they cost a node work whether or not they succeed. */
public enum RateLimitedAction {
    /** Publishing and changing articles: an event for ever, and a batch of every projection. */
    WRITE,
    /** Sending images, which are decoded and stored. */
    UPLOAD,
    /** Reading one's own account, which reads its stream, or deliveries of webhooks with long answers. */
    READ_ACCOUNT;

    /** Name in logs. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
