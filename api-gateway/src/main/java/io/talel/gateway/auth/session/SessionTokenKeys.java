package io.talel.gateway.auth.session;

import java.time.Duration;
import java.util.List;
import javax.crypto.SecretKey;

/**
 * Keys of the tokens of sessions, and the lifetime of access tokens.
 *
 * @param tagKeys keys of the tags of refresh tokens: the first signs new tokens; all of them verify tokens
 * @param accessTokenLifetime how long an access token may be valid after its session has ended
 */
public record SessionTokenKeys(List<SecretKey> tagKeys, Duration accessTokenLifetime) {

    /** Without the keys. */
    @Override
    public String toString() {
        return "SessionTokenKeys";
    }
}
