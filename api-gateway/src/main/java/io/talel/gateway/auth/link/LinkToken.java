package io.talel.gateway.auth.link;

import io.talel.kernel.user.UserId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The content of the token in a link. It is no secret; a code authenticates it with a key. Its length is a multiple of three
 * bytes, so no two texts mean the same token.
 *
 * @param addressVersion version of the event of the user's stream that gave the address it was mailed to
 * @param state fingerprint of the account's state when the token was made
 */
public record LinkToken(UserId userId, long addressVersion, Instant expiresAt, long state) {

    private static final byte FORMAT = 1;
    private static final int SAID_BYTES = 2 + 4 * Long.BYTES;
    private static final int CODE_BYTES = 32;
    private static final int LENGTH = (SAID_BYTES + CODE_BYTES) / 3 * 4;
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{" + LENGTH + "}");

    /** A presented token with its code. */
    record Presented(byte[] said, byte[] code) {

        boolean isFor(LinkPurpose purpose) {
            return said[0] == FORMAT && said[1] == purpose.code();
        }

        /** The token; valid only after a check of the code. */
        LinkToken token() {
            ByteBuffer bytes = ByteBuffer.wrap(said, 2, SAID_BYTES - 2);
            return new LinkToken(
                    new UserId(bytes.getLong()),
                    bytes.getLong(),
                    Instant.ofEpochSecond(bytes.getLong()),
                    bytes.getLong());
        }
    }

    /** Parses a token; empty for a text of another shape. */
    static Optional<Presented> parse(String text) {
        if (!SHAPE.matcher(text).matches()) {
            return Optional.empty();
        }
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        return Optional.of(
                new Presented(Arrays.copyOf(bytes, SAID_BYTES), Arrays.copyOfRange(bytes, SAID_BYTES, bytes.length)));
    }

    /** The bytes that the code authenticates. */
    byte[] said(LinkPurpose purpose) {
        return ByteBuffer.allocate(SAID_BYTES)
                .put(FORMAT)
                .put(purpose.code())
                .putLong(userId.value())
                .putLong(addressVersion)
                .putLong(expiresAt.getEpochSecond())
                .putLong(state)
                .array();
    }

    static String text(byte[] said, byte[] code) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(SAID_BYTES + CODE_BYTES)
                        .put(said)
                        .put(code)
                        .array());
    }
}
