package io.talel.gateway.account.register;

import io.talel.gateway.account.email.EmailWhitelist;
import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.credential.Password;
import io.talel.gateway.auth.credential.Passwords;
import io.talel.gateway.auth.credential.Requester;
import io.talel.gateway.auth.throttle.Attempt;
import io.talel.gateway.auth.throttle.Throttle;
import io.talel.gateway.auth.throttle.ThrottledAction;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.idempotency.Creation;
import io.talel.gateway.idempotency.Idempotency;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.gateway.idempotency.IdempotentRequest;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Recorded;
import io.talel.kernel.Refusal.EmailTaken;
import io.talel.kernel.user.AccountQuery.FindAccountByEmail;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import org.springframework.stereotype.Service;

/** Checks and throttles a registration, and hashes the password. */
@Service
final class Registration {

    private final EmailWhitelist whitelist;
    private final Throttle throttle;
    private final Passwords passwords;
    private final Queries queries;
    private final NewUsers users;
    private final Idempotency idempotency;

    Registration(
            EmailWhitelist whitelist,
            Throttle throttle,
            Passwords passwords,
            Queries queries,
            NewUsers users,
            Idempotency idempotency) {
        this.whitelist = whitelist;
        this.throttle = throttle;
        this.passwords = passwords;
        this.queries = queries;
        this.users = users;
        this.idempotency = idempotency;
    }

    Recorded<UserRegistered> register(IdempotencyKey key, RegisterRequest request, Client client) {
        whitelist.require(request.email());
        Email email = new Email(request.email());
        Password password = new Password(request.password());
        Username username = new Username(request.username());
        Creation<Recorded<UserRegistered>> creation = Creation.ofOne(
                () -> users.draw().value(),
                number -> register(new UserId(number), email, password, username, client),
                number -> users.find(new UserId(number), email, username));
        try (Attempt attempt = throttle.begin(ThrottledAction.REGISTER, email.value(), client)) {
            Recorded<UserRegistered> registered = registered(attempt, key.by(client), request, creation);
            attempt.succeeded();
            return registered;
        }
    }

    private Recorded<UserRegistered> registered(
            Attempt attempt,
            IdempotentRequest repeatable,
            RegisterRequest request,
            Creation<Recorded<UserRegistered>> creation) {
        try {
            return idempotency.create(repeatable, () -> request, creation);
        } catch (CommandRefused refused) {
            attempt.failed();
            throw refused;
        }
    }

    private Recorded<UserRegistered> register(
            UserId userId, Email email, Password password, Username username, Client client) {
        refuseTaken(email);
        return users.register(
                userId, email, username, passwords.hash(password, Requester.byEmail(email.value(), client)));
    }

    /** A first check that saves the cost of a hash; the write side decides. */
    private void refuseTaken(Email email) {
        if (queries.find(new FindAccountByEmail(email), AccountView.class).isPresent()) {
            throw new CommandRefused(new EmailTaken(email));
        }
    }
}
