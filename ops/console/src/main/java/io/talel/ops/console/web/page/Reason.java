package io.talel.ops.console.web.page;

import io.talel.ops.backup.outcome.Refused;

/** Reason for a change. */
public final class Reason {

    private Reason() {}

    /** @throws Refused if the reason is empty */
    public static String of(String given) {
        if (given.isBlank()) {
            throw new Refused("Give a reason: every change needs one.");
        }
        return given.strip();
    }
}
