package io.talel.gateway.account.login;

import io.talel.gateway.auth.audit.SecurityLog;
import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.credential.Credential;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.credential.EnteredEmail;
import io.talel.gateway.auth.credential.Password;
import io.talel.gateway.auth.credential.PasswordCheckResult.Right;
import io.talel.gateway.auth.credential.Passwords;
import io.talel.gateway.auth.credential.Requester;
import io.talel.gateway.auth.session.IssuedSession;
import io.talel.gateway.auth.session.Sessions;
import io.talel.gateway.auth.throttle.Attempt;
import io.talel.gateway.auth.throttle.KnownPassword;
import io.talel.gateway.auth.throttle.Throttle;
import io.talel.gateway.auth.throttle.ThrottledAction;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserView;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Logs a user in: checks the password and begins a session. */
@Service
final class LogIn {

    private final Throttle throttle;
    private final Passwords passwords;
    private final Credentials credentials;
    private final Sessions sessions;
    private final LogInAccounts accounts;
    private final SecurityLog log;

    LogIn(
            Throttle throttle,
            Passwords passwords,
            Credentials credentials,
            Sessions sessions,
            LogInAccounts accounts,
            SecurityLog log) {
        this.throttle = throttle;
        this.passwords = passwords;
        this.credentials = credentials;
        this.sessions = sessions;
        this.accounts = accounts;
        this.log = log;
    }

    /** Refuses too many attempts before it hashes a password. */
    IssuedSession logIn(LogInRequest request, Client client) {
        EnteredEmail given = new EnteredEmail(request.email());
        String password = Password.given("password", request.password());
        String email = given.text();
        try (Attempt attempt = throttle.begin(ThrottledAction.LOG_IN, email, client)) {
            Optional<AccountView> account = accounts.find(given);
            Optional<UserId> userId = account.map(AccountView::user).map(UserView::id);
            Optional<Credential> credential = userId.flatMap(credentials::find);
            Optional<String> hash = credential.map(Credential::passwordHash);
            if (credential
                    .filter(known -> !attempt.isOpen(password(userId, known)))
                    .isPresent()) {
                throw refused(attempt, userId, client);
            }
            Requester requester = Requester.byEmail(email, client);
            if (!(passwords.check(password, hash, requester) instanceof Right(Optional<String> renewed))) {
                throw refused(attempt, userId, client);
            }
            refuseDisabled(attempt, credential, userId.orElseThrow(), client);
            renewed.ifPresent(better -> credentials.rehash(userId.orElseThrow(), hash.orElseThrow(), better));
            IssuedSession opened = open(attempt, account.orElseThrow(), client);
            Optional<Credential> now = credentials.find(userId.orElseThrow());
            if (!isStill(password, renewed.or(() -> hash), now.map(Credential::passwordHash), requester)) {
                end(opened);
                throw refused(attempt, userId, client);
            }
            if (isDisabled(now)) {
                end(opened);
            }
            refuseDisabled(attempt, now, userId.orElseThrow(), client);
            attempt.succeeded();
            throttle.know(email, password(userId, credential.orElseThrow()), client);
            log.loggedIn(opened.session().userId(), opened.session().id(), client);
            return opened;
        }
    }

    private static KnownPassword password(Optional<UserId> userId, Credential credential) {
        return new KnownPassword(userId.orElseThrow(), credential.passwordGeneration());
    }

    private IssuedSession open(Attempt attempt, AccountView account, Client client) {
        if (!accounts.mayLogIn(account)) {
            attempt.succeeded();
            throw new HttpRefusal(HttpStatus.FORBIDDEN, "Email not verified");
        }
        return sessions.open(account.user().id(), account.user().username(), client);
    }

    private void end(IssuedSession opened) {
        sessions.end(opened.session().userId(), opened.session().id());
    }

    /**
     * Whether the password is still the checked one. A change of the password ends all sessions, but would miss one that begins
     * a moment later.
     */
    private boolean isStill(String password, Optional<String> hash, Optional<String> now, Requester requester) {
        return now.equals(hash) || passwords.verify(password, now, requester);
    }

    private static boolean isDisabled(Optional<Credential> credential) {
        return credential.filter(Credential::isDisabled).isPresent();
    }

    /** Answers only after the right password. The attempt counts as a log-in, since it was no guess. */
    private void refuseDisabled(Attempt attempt, Optional<Credential> credential, UserId userId, Client client) {
        if (isDisabled(credential)) {
            attempt.succeeded();
            log.logInOfDisabled(userId, client);
            throw new HttpRefusal(HttpStatus.FORBIDDEN, "Account disabled");
        }
    }

    private HttpRefusal refused(Attempt attempt, Optional<UserId> userId, Client client) {
        attempt.failed();
        log.logInFailed(userId, client);
        return attempt.refusalOfStrangers()
                .orElseGet(() -> new HttpRefusal(HttpStatus.UNAUTHORIZED, "Invalid username or password"));
    }
}
