package io.talel.gateway.auth.client;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Internet address of a client. As text it is coarse, so that no log shows whose it is. */
public record ClientAddress(InetAddress value) {

    /** What stands for a peer that has no address, as one that has hung up already. */
    static final ClientAddress UNKNOWN = parse("0.0.0.0").orElseThrow();

    /** Bytes of an IPv6 address that name a customer's network, the smallest that is handed out. */
    private static final int NETWORK_BYTES = 8;

    /** Bytes of nested IPv6 networks: a /64 for one customer, a /56 and a /48 for larger ones and small providers. */
    private static final List<Integer> NESTED_BYTES = List.of(NETWORK_BYTES, 7, 6);

    /** The address with this text; empty for anything else, names too: nothing is looked up. */
    static Optional<ClientAddress> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ClientAddress(InetAddress.ofLiteral(withoutZone(text.strip()))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** What counts as one client: an IPv4 address, or the /64 of an IPv6 address, of which one has as many as one likes. */
    public String network() {
        return networks().getFirst();
    }

    /** {@link #network} and the larger networks around it: for IPv6 the /64, the /56 and the /48; for IPv4 the address only. */
    public List<String> networks() {
        return value instanceof Inet4Address
                ? List.of(value.getHostAddress())
                : NESTED_BYTES.stream().map(this::prefix).toList();
    }

    private String prefix(int bytes) {
        return HexFormat.ofDelimiter(":").formatHex(value.getAddress(), 0, bytes) + "/" + bytes * Byte.SIZE;
    }

    /** The /24 of an IPv4 address, the /48 of an IPv6 address: about where, but not who. */
    public String coarse() {
        byte[] bytes = value.getAddress();
        return value instanceof Inet4Address
                ? "%d.%d.%d.0/24".formatted(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff)
                : "%x:%x:%x::/48".formatted(group(bytes, 0), group(bytes, 1), group(bytes, 2));
    }

    @Override
    public String toString() {
        return coarse();
    }

    private static int group(byte[] bytes, int index) {
        return (bytes[2 * index] & 0xff) << 8 | (bytes[2 * index + 1] & 0xff);
    }

    private static String withoutZone(String text) {
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
