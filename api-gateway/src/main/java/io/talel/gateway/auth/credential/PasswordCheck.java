package io.talel.gateway.auth.credential;

import java.util.Optional;

/** What comes of comparing a text with a stored hash. */
public sealed interface PasswordCheck {

    record Wrong() implements PasswordCheck {}

    /** @param renewed the hash to be stored instead, where the stored one is weaker than those that are made today */
    record Right(Optional<String> renewed) implements PasswordCheck {}
}
