package io.talel.gateway.auth;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param secretKey signs access tokens
 * @param secretKeyPrevious what it signed still counts; empty: there is none
 * @param whitelistedEmails who may register; empty: everyone
 * @param secureCookie whether the refresh cookie is sent over TLS only
 * @param requireVerifiedEmail whether only who has confirmed their e-mail address may log in
 */
@ConfigurationProperties("talelio.auth")
record AuthProperties(
        String secretKey,
        String secretKeyPrevious,
        Set<String> whitelistedEmails,
        boolean secureCookie,
        boolean requireVerifiedEmail) {

    boolean mayRegister(String email) {
        return whitelistedEmails.isEmpty() || whitelistedEmails.contains(email);
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "AuthProperties";
    }
}
