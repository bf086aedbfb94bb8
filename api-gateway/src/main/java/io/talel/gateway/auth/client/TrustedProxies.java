package io.talel.gateway.auth.client;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The reverse proxies that are trusted to name the client. Each appends the address of its peer to {@code X-Forwarded-For}. The
 * header is read from its end while the peer is trusted; earlier entries may be forged.
 */
final class TrustedProxies {

    private final List<IpRange> networks;

    /** @throws IllegalArgumentException if an entry is neither an address nor a range */
    TrustedProxies(Collection<String> networks) {
        this.networks = networks.stream()
                .filter(text -> !text.isBlank())
                .map(IpRange::parse)
                .toList();
    }

    /**
     * @param peer address of the connection
     * @param forwarded the entries of {@code X-Forwarded-For}, in their order
     */
    ClientAddress clientOf(@Nullable String peer, List<String> forwarded) {
        ClientAddress client = ClientAddress.parse(peer).orElse(ClientAddress.UNKNOWN);
        for (String entry : forwarded.reversed()) {
            Optional<ClientAddress> before =
                    trusts(client) ? ClientAddress.parse(withoutPort(entry.strip())) : Optional.empty();
            if (before.isEmpty()) {
                break;
            }
            client = before.get();
        }
        return client;
    }

    /** Some proxies append the port of their peer, as in {@code 192.0.2.7:4711} or {@code [2001:db8::7]:4711}. */
    private static String withoutPort(String entry) {
        int bracket = entry.lastIndexOf(']');
        if (entry.startsWith("[") && bracket > 0) {
            return entry.substring(1, bracket);
        }
        int colon = entry.indexOf(':');
        return colon >= 0 && colon == entry.lastIndexOf(':') ? entry.substring(0, colon) : entry;
    }

    private boolean trusts(ClientAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
