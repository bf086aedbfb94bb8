package io.talel.gateway.webhook.registry;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells addresses of the public internet from all others, which may belong to this machine or its neighbours. Knows the
 * special-purpose registries of IANA.
 */
public final class PublicIpAddresses {

    private static final List<Range> SPECIAL_IPV4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3");

    /** All others are for one link, one site, groups, or translate addresses of IPv4. */
    private static final Range GLOBAL_IPV6 = Range.of("2000::/3");

    /** Teredo and 6to4 hold an address of IPv4, which may be a private one. */
    private static final List<Range> SPECIAL_IPV6 =
            ranges("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");

    private PublicIpAddresses() {}

    private record Range(byte[] first, int bits) {

        static Range of(String text) {
            String[] parts = text.split("/");
            return new Range(InetAddress.ofLiteral(parts[0]).getAddress(), Integer.parseInt(parts[1]));
        }

        boolean contains(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % Byte.SIZE;
                if (((first[bit / Byte.SIZE] ^ address[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private static List<Range> ranges(String... texts) {
        return Stream.of(texts).map(Range::of).toList();
    }

    /** Java has turned an IPv4 address that is mapped into IPv6 into one of IPv4. */
    public static boolean contain(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address
                ? SPECIAL_IPV4.stream().noneMatch(range -> range.contains(bytes))
                : GLOBAL_IPV6.contains(bytes) && SPECIAL_IPV6.stream().noneMatch(range -> range.contains(bytes));
    }
}
