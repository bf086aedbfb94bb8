package io.talel.gateway.auth;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.credential.PasswordCheck.Right;
import io.talel.gateway.auth.credential.PasswordCheck.Wrong;
import io.talel.gateway.auth.credential.Passwords;
import io.talel.gateway.auth.session.Prolonged;
import io.talel.gateway.auth.session.Sessions;
import io.talel.gateway.auth.throttle.Action;
import io.talel.gateway.auth.throttle.Attempt;
import io.talel.gateway.auth.throttle.Throttle;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.TextRule;
import io.talel.kernel.user.AccountQuery.FindAccountByEmail;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserView;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** How a user proves who they are and begins a session. */
@Service
final class LogIn {

    private static final TextRule EMAIL = new TextRule("email", Email.MAX_LENGTH);

    /** Longer than a password may be today, since those of older rules go on working. */
    static final TextRule PASSWORD = new TextRule("password", 4096);

    private final AuthProperties properties;
    private final Throttle throttle;
    private final Passwords passwords;
    private final Credentials credentials;
    private final Sessions sessions;
    private final Queries queries;
    private final SecurityLog log;

    LogIn(
            AuthProperties properties,
            Throttle throttle,
            Passwords passwords,
            Credentials credentials,
            Sessions sessions,
            Queries queries,
            SecurityLog log) {
        this.properties = properties;
        this.throttle = throttle;
        this.passwords = passwords;
        this.credentials = credentials;
        this.sessions = sessions;
        this.queries = queries;
        this.log = log;
    }

    /** Too many attempts are refused before a password is hashed for them. */
    Prolonged logIn(LoginRequest request, Client client) {
        String email = EMAIL.check(request.email());
        String password = PASSWORD.check(request.password());
        try (Attempt attempt = throttle.begin(Action.LOG_IN, email, client)) {
            Optional<AccountView> account = account(email);
            Optional<UserId> userId = account.map(AccountView::user).map(UserView::id);
            Optional<String> hash = userId.flatMap(credentials::passwordHash);
            switch (passwords.check(password, hash)) {
                case Wrong _ -> {
                    attempt.failed();
                    log.logInFailed(userId, client);
                    throw new HttpRefusal(HttpStatus.UNAUTHORIZED, "Invalid username or password");
                }
                case Right(Optional<String> renewed) -> {
                    attempt.succeeded();
                    renewed.ifPresent(better -> credentials.replace(userId.orElseThrow(), hash.orElseThrow(), better));
                }
            }
            return open(account.orElseThrow(), client);
        }
    }

    private Prolonged open(AccountView account, Client client) {
        if (properties.requireVerifiedEmail() && !account.verified()) {
            throw new HttpRefusal(HttpStatus.FORBIDDEN, "Email not verified");
        }
        UserView user = account.user();
        Prolonged opened = sessions.open(user.id(), user.username(), client);
        log.loggedIn(user.id(), opened.session().id(), client);
        return opened;
    }

    private Optional<AccountView> account(String email) {
        return email(email).flatMap(known -> queries.find(new FindAccountByEmail(known), AccountView.class));
    }

    /** Empty for a text nobody can have registered with: to v1 clients that is an unknown e-mail like any other. */
    private static Optional<Email> email(String text) {
        try {
            return Optional.of(new Email(text));
        } catch (InvalidValue _) {
            return Optional.empty();
        }
    }
}
