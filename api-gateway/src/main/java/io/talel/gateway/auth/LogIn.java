package io.talel.gateway.auth;

import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.credential.Passwords;
import io.talel.gateway.auth.session.Prolonged;
import io.talel.gateway.auth.session.Sessions;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.TextRule;
import io.talel.kernel.user.AccountQuery.FindAccountByEmail;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.Email;
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

    private final Passwords passwords;
    private final Credentials credentials;
    private final Sessions sessions;
    private final Queries queries;

    LogIn(Passwords passwords, Credentials credentials, Sessions sessions, Queries queries) {
        this.passwords = passwords;
        this.credentials = credentials;
        this.sessions = sessions;
        this.queries = queries;
    }

    Prolonged logIn(LoginRequest request) {
        String email = EMAIL.check(request.email());
        String password = PASSWORD.check(request.password());
        Optional<UserView> user = user(email);
        Optional<String> hash = user.map(UserView::id).flatMap(credentials::passwordHash);
        if (!passwords.verify(password, hash)) {
            throw new HttpRefusal(HttpStatus.UNAUTHORIZED, "Invalid username or password");
        }
        UserView known = user.orElseThrow();
        return sessions.open(known.id(), known.username());
    }

    private Optional<UserView> user(String email) {
        return email(email)
                .flatMap(known -> queries.find(new FindAccountByEmail(known), AccountView.class))
                .map(AccountView::user);
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
