package io.talel.gateway.auth.credential;

import java.util.Optional;

/** Result of comparing a text with a stored hash. */
public sealed interface PasswordCheckResult {

    record Wrong() implements PasswordCheckResult {}

    /** @param renewed the new hash to store, if the stored one is weaker than new ones */
    record Right(Optional<String> renewed) implements PasswordCheckResult {}
}
