package io.talel.gateway.auth.session;

import io.talel.gateway.crypto.Digests;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A text with the shape of a refresh token, issued or not: base64url of the session's identifier, a 256-bit secret and a tag.
 * The length is a multiple of three bytes, so no two texts mean the same token.
 */
public final class RefreshToken {

    static final int SECRET_BYTES = 32;
    static final int TAG_BYTES = 12;

    /** Length of every refresh token, in characters. */
    public static final int LENGTH = (SessionId.BYTES + SECRET_BYTES + TAG_BYTES) / 3 * 4;

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{" + LENGTH + "}");

    private final byte[] bytes;

    RefreshToken(SessionId sessionId, byte[] secret, byte[] tag) {
        this.bytes = ByteBuffer.allocate(SessionId.BYTES + SECRET_BYTES + TAG_BYTES)
                .put(sessionId.bytes())
                .put(secret)
                .put(tag)
                .array();
    }

    static RefreshToken of(SessionId sessionId, byte[] secretAndTag) {
        return new RefreshToken(
                sessionId,
                Arrays.copyOf(secretAndTag, SECRET_BYTES),
                Arrays.copyOfRange(secretAndTag, SECRET_BYTES, secretAndTag.length));
    }

    private RefreshToken(String text) {
        this.bytes = Base64.getUrlDecoder().decode(text);
    }

    /** Parses a token; empty for a text of another shape. */
    public static Optional<RefreshToken> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new RefreshToken(text)) : Optional.empty();
    }

    /** The text that the client keeps. */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    SessionId sessionId() {
        return SessionId.of(Arrays.copyOf(bytes, SessionId.BYTES));
    }

    byte[] secret() {
        return Arrays.copyOfRange(bytes, SessionId.BYTES, SessionId.BYTES + SECRET_BYTES);
    }

    byte[] secretAndTag() {
        return Arrays.copyOfRange(bytes, SessionId.BYTES, bytes.length);
    }

    byte[] tag() {
        return Arrays.copyOfRange(bytes, SessionId.BYTES + SECRET_BYTES, bytes.length);
    }

    /** SHA-256 in hex; Redis sees nothing else of the token. */
    String hash() {
        return HexFormat.of().formatHex(Digests.sha256(bytes));
    }

    /** Says nothing, so that no log shows a token. */
    @Override
    public String toString() {
        return "RefreshToken";
    }
}
