package io.talel.gateway.auth.throttle;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Actions that are throttled. */
public enum ThrottledAction {
    /** Log-ins fail without Redis, so they are not counted without it. */
    LOG_IN(true),
    /** A signed-in user enters the password once more. */
    REAUTHENTICATE(true),
    REGISTER(false),
    /** Requests a link that sets a new password. */
    RESET(false),
    /** Requests the confirmation link again. */
    RESEND(false),
    /** Requests a new address, or the link to it again. */
    CHANGE_EMAIL(false),
    /** Exports all data of the user. */
    EXPORT(false),
    /** Changes the user's account; every change stays in the log. */
    CHANGE(false);

    private static final Set<ThrottledAction> OPEN_TO_KNOWN = EnumSet.of(LOG_IN, RESET, RESEND);

    private final boolean needsRedis;

    ThrottledAction(boolean needsRedis) {
        this.needsRedis = needsRedis;
    }

    boolean needsRedis() {
        return needsRedis;
    }

    /** Whether attempts of strangers with the e-mail of a user do not delay that user in known networks. */
    boolean isOpenToKnown() {
        return OPEN_TO_KNOWN.contains(this);
    }

    /** In logs. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
