package io.talel.gateway.auth.credential;

import io.talel.kernel.InvalidValue;
import io.talel.kernel.TextRule;
import io.talel.kernel.user.Email;
import java.util.Optional;

/** The e-mail that a client enters for an account; it may be unknown. */
public record EnteredEmail(String text) {

    private static final TextRule RULE = new TextRule("email", Email.MAX_LENGTH);

    /** @throws InvalidValue if the text is too long for any address */
    public EnteredEmail {
        RULE.check(text);
    }

    /** Empty for a text that is no address: v1 clients get the same answer as for an unknown e-mail. */
    public Optional<Email> address() {
        try {
            return Optional.of(new Email(text));
        } catch (InvalidValue _) {
            return Optional.empty();
        }
    }

    /** Says nothing, so that no log shows an address. */
    @Override
    public String toString() {
        return "EnteredEmail";
    }
}
