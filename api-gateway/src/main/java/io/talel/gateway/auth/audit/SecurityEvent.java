package io.talel.gateway.auth.audit;

import java.util.Locale;

/** The events of the security log. */
enum SecurityEvent {
    LOGGED_IN,
    LOG_IN_FAILED,
    REAUTHENTICATION_FAILED,
    LOG_IN_OF_DISABLED,
    LOGGED_OUT,
    SESSION_ENDED,
    REFRESH_TOKEN_REUSED,
    THROTTLED,
    PASSWORD_CHANGED,
    PASSWORD_RESET,
    EMAIL_CHANGE_REQUESTED,
    EMAIL_CONFIRMED,
    ACCOUNT_DISABLED,
    ACCOUNT_ERASED;

    /** Name in logs and metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
