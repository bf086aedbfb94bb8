package io.talel.gateway.auth.client;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The IP address of a client. Its text names only the network, so that no log identifies the client. */
public record ClientAddress(InetAddress value) {

    /** Stands for a client without an address, such as one that has hung up. */
    static final ClientAddress UNKNOWN = parse("0.0.0.0").orElseThrow();

    /** Bytes of an IPv6 address that name the smallest network of a customer, a /64. */
    private static final int NETWORK_BYTES = 8;

    /** Bytes of nested IPv6 networks: a /64 for one customer, a /56 and a /48 for larger ones and small providers. */
    private static final List<Integer> NESTED_BYTES = List.of(NETWORK_BYTES, 7, 6);

    /** Parses an address; empty for any other text. Host names are not looked up. */
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

    /**
     * What counts as one client: an IPv4 address, or the /64 of an IPv6 address, within which a client can choose any address.
     */
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

    /** The /24 of an IPv4 address or the /48 of an IPv6 address, which identifies no client. */
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
