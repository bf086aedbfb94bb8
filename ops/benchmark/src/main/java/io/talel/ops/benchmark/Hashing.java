package io.talel.ops.benchmark;

import java.util.Objects;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Verifies one password over and over, with the parameters of OWASP that the product uses. */
final class Hashing implements Operation {

    private static final String PASSWORD = "correct horse battery staple";

    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
    private final String hash = Objects.requireNonNull(argon2.encode(PASSWORD));

    @Override
    public void run() {
        if (!argon2.matches(PASSWORD, hash)) {
            throw new IllegalStateException("Argon2 does not know its own hash");
        }
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
