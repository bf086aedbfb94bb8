package io.talel.gateway.account.email;

import io.talel.gateway.web.HttpRefusal;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.http.HttpStatus;

/** @param whitelistedEmails addresses that accounts may have; empty: all */
@ConfigurationProperties("talelio.account")
public record EmailWhitelist(Set<String> whitelistedEmails) {

    /** @throws HttpRefusal with 400 if no account may have the address */
    public void require(String email) {
        if (!whitelistedEmails.isEmpty() && !whitelistedEmails.contains(email)) {
            throw new HttpRefusal(HttpStatus.BAD_REQUEST, "Email not whitelisted");
        }
    }

    /** Says nothing, so that no log shows an address. */
    @Override
    public String toString() {
        return "EmailWhitelist";
    }
}
