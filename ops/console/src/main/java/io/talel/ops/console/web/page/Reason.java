package io.talel.ops.console.web.page;

import io.talel.ops.backup.outcome.Refused;

/** Why an operator does something. */
public final class Reason {

    private Reason() {}

    /** @throws Refused if nothing is said */
    public static String of(String given) {
        if (given.isBlank()) {
            throw new Refused("Say why: nothing is changed without a reason.");
        }
        return given.strip();
    }
}
