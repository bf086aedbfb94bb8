package io.talel.gateway.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * Numbers of what people import, computed from what it is there, so that a second import finds what the first has recorded. They
 * have 16 digits, far beyond the numbers that are drawn, and JavaScript can still hold them.
 */
public final class DerivedNumber {

    private static final long FIRST = 1L << 52;

    private DerivedNumber() {}

    /**
     * @param owner who imports
     * @param source what it is there
     * @return from 2^52, less than 2^53
     */
    public static long of(String owner, String source) {
        byte[] hash = Digests.sha256((owner + "\n" + source).getBytes(UTF_8));
        return FIRST | ByteBuffer.wrap(hash).getLong() >>> 12;
    }
}
