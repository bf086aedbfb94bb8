package io.talel.gateway.account.register;

import io.talel.gateway.account.email.EmailWhitelist;
import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.credential.Password;
import io.talel.gateway.auth.credential.Passwords;
import io.talel.gateway.auth.credential.Requester;
import io.talel.gateway.auth.throttle.Action;
import io.talel.gateway.auth.throttle.Attempt;
import io.talel.gateway.auth.throttle.Throttle;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Recorded;
import io.talel.kernel.Refusal.EmailTaken;
import io.talel.kernel.user.AccountQuery.FindAccountByEmail;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserCommand.RegisterUser;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserIds;
import io.talel.kernel.user.Username;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Registers a user and stores the credential. */
@Service
final class Registration {

    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);

    private final EmailWhitelist whitelist;
    private final Throttle throttle;
    private final Passwords passwords;
    private final Credentials credentials;
    private final UserIds userIds;
    private final Queries queries;
    private final Commands commands;
    private final Clock clock;

    Registration(
            EmailWhitelist whitelist,
            Throttle throttle,
            Passwords passwords,
            Credentials credentials,
            UserIds userIds,
            Queries queries,
            Commands commands,
            Clock clock) {
        this.whitelist = whitelist;
        this.throttle = throttle;
        this.passwords = passwords;
        this.credentials = credentials;
        this.userIds = userIds;
        this.queries = queries;
        this.commands = commands;
        this.clock = clock;
    }

    Recorded<UserRegistered> register(RegisterRequest request, Client client) {
        if (!whitelist.allows(request.email())) {
            throw new HttpRefusal(HttpStatus.BAD_REQUEST, "Email not whitelisted");
        }
        Email email = new Email(request.email());
        Password password = new Password(request.password());
        Username username = new Username(request.username());
        try (Attempt attempt = throttle.begin(Action.REGISTER, email.value(), client)) {
            Recorded<UserRegistered> registered = register(attempt, email, password, username, client);
            attempt.succeeded();
            return registered;
        }
    }

    private Recorded<UserRegistered> register(
            Attempt attempt, Email email, Password password, Username username, Client client) {
        try {
            refuseTaken(email);
            String hash = passwords.hash(password, new Requester(email.value(), client));
            UserId userId = userIds.next();
            credentials.addInert(userId, hash, clock.instant());
            return register(new RegisterUser(userId, email, username));
        } catch (CommandRefused refused) {
            attempt.failed();
            throw refused;
        }
    }

    /** A first check that saves the cost of a hash; the write side decides. */
    private void refuseTaken(Email email) {
        if (queries.find(new FindAccountByEmail(email), AccountView.class).isPresent()) {
            throw new CommandRefused(new EmailTaken(email));
        }
    }

    /** If a failure leaves open whether the user exists, the credential stays inert and the sweep settles it. */
    private Recorded<UserRegistered> register(RegisterUser command) {
        try {
            Recorded<UserRegistered> registered = commands.send(command);
            settle(() -> credentials.confirm(command.userId()));
            return registered;
        } catch (CommandRefused refused) {
            settle(() -> credentials.dropInert(command.userId()));
            throw refused;
        }
    }

    private static void settle(Runnable change) {
        try {
            change.run();
        } catch (DataAccessException e) {
            LOG.warn("A credential is left for the sweep to settle: {}", e.toString());
        }
    }
}
