package io.talel.gateway.auth.credential;

import io.talel.gateway.auth.client.Client;
import java.util.List;
import java.util.stream.Stream;

/**
 * On whose behalf a password is hashed. Accounts and networks each get their share of the hashes.
 *
 * @param account the same text for all hashes of one account
 */
public record Requester(String account, Client client) {

    List<String> parties() {
        return Stream.concat(
                        Stream.of("account " + account),
                        client.address().networks().stream().map(network -> "network " + network))
                .toList();
    }

    @Override
    public String toString() {
        return "Requester[" + client.address() + "]";
    }
}
