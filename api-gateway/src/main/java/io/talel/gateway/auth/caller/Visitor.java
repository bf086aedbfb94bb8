package io.talel.gateway.auth.caller;

import io.talel.kernel.user.UserId;
import java.util.Optional;
import java.util.function.Supplier;

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

    /** As above. */
    public Optional<UserId> userId() {
        return signedIn().map(SignedIn::userId);
    }
}
