package io.talel.gateway.auth.link;

import java.time.Duration;

/** Purpose of a token, with its lifetime. */
public enum LinkPurpose {
    CONFIRM_EMAIL(1, Duration.ofHours(24)),
    RESET_PASSWORD(2, Duration.ofMinutes(30));

    private final byte code;
    private final Duration lifetime;

    LinkPurpose(int code, Duration lifetime) {
        this.code = (byte) code;
        this.lifetime = lifetime;
    }

    byte code() {
        return code;
    }

    public Duration lifetime() {
        return lifetime;
    }
}
