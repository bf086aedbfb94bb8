package io.talel.ops.console.web;

import io.talel.ops.console.command.Refused;

/** Why an operator does something. */
final class Reason {

    private Reason() {}

    /** @throws Refused if nothing is said */
    static String of(String given) {
        if (given.isBlank()) {
            throw new Refused("Say why: nothing is changed without a reason.");
        }
        return given.strip();
    }
}
