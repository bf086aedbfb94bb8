package io.talel.command.claims;

import io.talel.kernel.Refusal;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import java.util.Optional;

/** Whose an e-mail address or a username is. */
public interface NameClaims {

    /** Why nobody can register with these, the address looked at first; empty if one could at this moment. */
    Optional<Refusal> taken(Email email, Username username);

    /** Why this user cannot have the address, who may have it already; empty if they could at this moment. */
    Optional<Refusal> taken(Email email, UserId user);

    Optional<UserId> ownerOf(Email email);
}
