package io.talel.gateway.auth;

import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.credential.Passwords;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.user.UserId;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** What an access token alone must not do: whoever is signed in says their password once more. */
@Service
public final class Reauthentication {

    private final Passwords passwords;
    private final Credentials credentials;

    Reauthentication(Passwords passwords, Credentials credentials) {
        this.passwords = passwords;
        this.credentials = credentials;
    }

    /**
     * @param password as it came
     * @throws HttpRefusal with 401 if it is not the password of this user
     */
    public void check(UserId userId, String password) {
        if (!passwords.verify(LogIn.PASSWORD.check(password), credentials.passwordHash(userId))) {
            throw new HttpRefusal(HttpStatus.UNAUTHORIZED, "Invalid password");
        }
    }
}
