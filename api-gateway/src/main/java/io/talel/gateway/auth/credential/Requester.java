package io.talel.gateway.auth.credential;

import io.talel.gateway.auth.client.Client;
import java.util.List;
import java.util.stream.Stream;

/**
 * The account and the client that ask for a hash. Each account and each network gets its share of the turns.
 *
 * @param account a name of the account, the same for all its hashes
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
