package io.talel.gateway.auth.caller;

import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.user.UserId;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;

/** The caller of a {@linkplain PublicEndpoints public endpoint} that shows authors more. */
public final class Visitor {

    private final Supplier<Optional<SignedIn>> caller;

    Visitor(Supplier<Optional<SignedIn>> caller) {
        this.caller = caller;
    }

    /**
     * The user who sends an access token; empty without one.
     *
     * @throws io.talel.gateway.web.HttpRefusal with 403 if the token is not valid or its session has ended, so that its owner
     *     learns of it
     */
    public Optional<SignedIn> signedIn() {
        return caller.get();
    }

    /** The user who sends a valid access token; empty without one, as v1 takes no notice of tokens where everybody may read. */
    public Optional<SignedIn> ifValid() {
        try {
            return caller.get();
        } catch (HttpRefusal refusal) {
            if (refusal.status() == HttpStatus.FORBIDDEN) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    /** Like {@link #signedIn}. */
    public Optional<UserId> userId() {
        return signedIn().map(SignedIn::userId);
    }
}
