package io.talel.gateway.auth.caller;

import io.talel.gateway.auth.audit.SecurityLog;
import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.credential.Credential;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.credential.Password;
import io.talel.gateway.auth.credential.Passwords;
import io.talel.gateway.auth.credential.Requester;
import io.talel.gateway.auth.throttle.Attempt;
import io.talel.gateway.auth.throttle.Throttle;
import io.talel.gateway.auth.throttle.ThrottledAction;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.user.UserId;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Asks a signed-in user for the password once more, for actions that an access token alone does not allow. */
@Service
public final class Reauthentication {

    private final Throttle throttle;
    private final Passwords passwords;
    private final Credentials credentials;
    private final SecurityLog log;

    Reauthentication(Throttle throttle, Passwords passwords, Credentials credentials, SecurityLog log) {
        this.throttle = throttle;
        this.passwords = passwords;
        this.credentials = credentials;
        this.log = log;
    }

    /**
     * Checks the password. Failures are counted apart from log-ins, so failed log-ins of strangers do not delay the user.
     *
     * @param password as entered
     * @return the stored credential
     * @throws HttpRefusal with 401 if it is not the password of this user, with 429 if the limit is reached
     */
    public Credential check(UserId userId, String password, Client client) {
        Password.given("password", password);
        try (Attempt attempt = throttle.begin(ThrottledAction.REAUTHENTICATE, userId.toString(), client)) {
            Optional<Credential> known = credentials.find(userId);
            if (!passwords.verify(password, known.map(Credential::passwordHash), requester(userId, client))) {
                attempt.failed();
                log.reauthenticationFailed(userId, client);
                throw refused();
            }
            attempt.succeeded();
            return known.orElseThrow();
        }
    }

    /** Key of the queue of hashes, apart from the key of log-ins. */
    public static Requester requester(UserId userId, Client client) {
        return new Requester(userId.toString(), client);
    }

    public static HttpRefusal refused() {
        return new HttpRefusal(HttpStatus.UNAUTHORIZED, "Invalid password");
    }
}
