package io.talel.gateway.auth.session;

import java.time.Duration;
import java.util.List;
import javax.crypto.SecretKey;

/**
 * What sessions depend on of the tokens.
 *
 * @param tagKeys keys of the tags of refresh tokens: the first signs new tokens; all of them verify older tokens
 * @param accessTokenLifetime how long an access token may outlive its session if nobody stopped it
 */
public record TokenTerms(List<SecretKey> tagKeys, Duration accessTokenLifetime) {

    /** Without the keys. */
    @Override
    public String toString() {
        return "TokenTerms";
    }
}
