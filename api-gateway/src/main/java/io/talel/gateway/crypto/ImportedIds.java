package io.talel.gateway.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.function.LongPredicate;

/**
 * Numbers of imported things, computed from their identity in the source, so that a second import finds the records of the first.
 * They have 16 digits, far beyond the numbers that are drawn, and JavaScript can still hold them.
 */
public final class ImportedIds {

    private static final long FIRST = 1L << 52;

    private ImportedIds() {}

    /**
     * The first number that is not somebody else's: everybody can compute the numbers of others, and look for a source that has
     * one of them.
     *
     * @param owner the importing person
     * @param source identity of the thing in its source
     * @param isTaken tells whether a number is somebody else's
     */
    public static long of(String owner, String source, LongPredicate isTaken) {
        long number = of(owner, source);
        for (int attempt = 2; isTaken.test(number); attempt++) {
            number = of(owner, source + "\n" + attempt);
        }
        return number;
    }

    /** The first number in the order above: from 2^52, less than 2^53. */
    public static long of(String owner, String source) {
        byte[] hash = Digests.sha256((owner + "\n" + source).getBytes(UTF_8));
        return FIRST | ByteBuffer.wrap(hash).getLong() >>> 12;
    }
}
