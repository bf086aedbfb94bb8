package io.talel.gateway.auth.throttle;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What may not be tried too often. */
public enum Action {
    /** Nobody can log in without Redis, so nobody is counted without it. */
    LOG_IN(true),
    /** Giving the password once more, by whoever is signed in. */
    REAUTHENTICATE(true),
    REGISTER(false),
    /** Asking for a link that sets a new password. */
    RESET(false),
    /** Asking for the link that confirms an address once more. */
    RESEND(false),
    /** Asking for another address, or for the link to it once more. */
    CHANGE_EMAIL(false),
    /** Asking for all that is stored about oneself. */
    EXPORT(false),
    /** Changing one's own account, of which every change stays in the log. */
    CHANGE(false);

    private static final Set<Action> OPEN_TO_KNOWN = EnumSet.of(LOG_IN, RESET, RESEND);

    private final boolean needsRedis;

    Action(boolean needsRedis) {
        this.needsRedis = needsRedis;
    }

    boolean needsRedis() {
        return needsRedis;
    }

    /** Whether strangers who do it under somebody's e-mail keep nobody waiting in the networks of its owner. */
    boolean isOpenToKnown() {
        return OPEN_TO_KNOWN.contains(this);
    }

    /** In logs. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
