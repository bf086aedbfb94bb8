package io.talel.gateway.auth.client;

import java.util.Optional;

/**
 * A range of addresses, {@code 10.0.0.0/8}.
 *
 * @param bits number of leading bits that its addresses share
 */
record IpRange(ClientAddress first, int bits) {

    IpRange {
        if (bits < 0 || bits > first.value().getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("no such length of a prefix");
        }
    }

    /**
     * @param text an address, or an address and the length of a prefix
     * @throws IllegalArgumentException for any other text
     */
    static IpRange parse(String text) {
        String[] parts = text.strip().split("/", 2);
        Optional<ClientAddress> first = ClientAddress.parse(parts[0]).filter(_ -> isWhole(parts[0]));
        try {
            ClientAddress address = first.orElseThrow();
            int all = address.value().getAddress().length * Byte.SIZE;
            return new IpRange(address, parts.length == 1 ? all : Integer.parseInt(parts[1]));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("'" + text + "' is not an address or a range like 10.0.0.0/8", e);
        }
    }

    /** Checks the form first, since Java parses {@code 10} as 0.0.0.10. */
    private static boolean isWhole(String address) {
        return address.contains(":") || address.chars().filter(c -> c == '.').count() == 3;
    }

    boolean contains(ClientAddress address) {
        byte[] ours = first.value().getAddress();
        byte[] theirs = address.value().getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
