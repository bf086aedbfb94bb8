package io.talel.gateway.auth.credential;

import io.talel.gateway.auth.client.Client;
import java.util.List;
import java.util.stream.Stream;

/**
 * The account and the client that ask for a hash. Each account and each network gets its share of the turns.
 *
 * @param account a name of the account, the same for all its hashes of a kind
 */
public record Requester(String account, Client client) {

    /** By the e-mail as entered, which may be the name of another account, and so has a share of its own. */
    public static Requester byEmail(String email, Client client) {
        return new Requester("with e-mail " + email, client);
    }

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
