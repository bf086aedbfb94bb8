package io.talel.gateway.account.email;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param whitelistedEmails addresses that accounts may have; empty: all */
@ConfigurationProperties("talelio.account")
public record EmailWhitelist(Set<String> whitelistedEmails) {

    public boolean allows(String email) {
        return whitelistedEmails.isEmpty() || whitelistedEmails.contains(email);
    }

    /** Says nothing, so that no log shows an address. */
    @Override
    public String toString() {
        return "EmailWhitelist";
    }
}
