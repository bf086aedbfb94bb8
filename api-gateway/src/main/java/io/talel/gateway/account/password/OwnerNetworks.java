package io.talel.gateway.account.password;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.throttle.KnownPassword;
import io.talel.gateway.auth.throttle.Throttle;
import io.talel.gateway.bus.Queries;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Records the networks of the owner of an account, where failures of others do not delay the owner. */
@Component
final class OwnerNetworks {

    private static final Logger LOG = LoggerFactory.getLogger(OwnerNetworks.class);

    private final Throttle throttle;
    private final Credentials credentials;
    private final Queries queries;

    OwnerNetworks(Throttle throttle, Credentials credentials, Queries queries) {
        this.throttle = throttle;
        this.credentials = credentials;
        this.queries = queries;
    }

    /**
     * Called once a client that has proved to be the owner, for example by a link in a mail, has set a password. A failure is
     * logged, since the password is set.
     */
    void know(UserId userId, Client client) {
        try {
            add(userId, client);
        } catch (RuntimeException e) {
            LOG.warn("The network in which a password was set is not remembered: {}", e.toString());
        }
    }

    private void add(UserId userId, Client client) {
        queries.find(new FindAccount(userId), AccountView.class).ifPresent(account -> credentials
                .find(userId)
                .ifPresent(credential -> throttle.know(
                        account.email().value(), new KnownPassword(userId, credential.passwordGeneration()), client)));
    }
}
