package io.talel.gateway.auth.link;

import io.talel.gateway.crypto.Digests;
import io.talel.kernel.user.UserId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Makes and reads the tokens of links in mails. Nothing is stored for them. A token has one purpose and works once, because its
 * use changes the state that it is bound to: the confirmed address or the password.
 */
public final class LinkTokens {

    private final List<SecretKey> keys;
    private final Clock clock;

    /** @param keys the first signs new tokens; all of them verify tokens */
    public LinkTokens(List<SecretKey> keys, Clock clock) {
        this.keys = List.copyOf(keys);
        this.clock = clock;
    }

    /** @param state state of the account that the token is bound to, beside the address; the token is void when it changes */
    public String make(LinkPurpose purpose, UserId userId, long addressVersion, String state) {
        SecretKey key = keys.getFirst();
        LinkToken token = new LinkToken(
                userId, addressVersion, clock.instant().plus(purpose.lifetime()), fingerprint(key, state));
        byte[] said = token.said(purpose);
        return LinkToken.text(said, Digests.mac(key, said));
    }

    /** Reads an authentic token of this purpose, even an expired one; empty for any other text. */
    public Optional<LinkToken> read(LinkPurpose purpose, String text) {
        return LinkToken.parse(text)
                .filter(presented -> presented.isFor(purpose))
                .filter(presented -> keys.stream()
                        .anyMatch(key -> MessageDigest.isEqual(Digests.mac(key, presented.said()), presented.code())))
                .map(LinkToken.Presented::token);
    }

    public boolean isExpired(LinkToken token) {
        return !clock.instant().isBefore(token.expiresAt());
    }

    /** Whether the token is bound to this state. */
    public boolean isBoundTo(String state, LinkToken token) {
        return keys.stream().anyMatch(key -> fingerprint(key, state) == token.state());
    }

    /** Reveals nothing of the state without the key. */
    private static long fingerprint(SecretKey key, String state) {
        byte[] label = "state\0".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.wrap(Digests.mac(key, label, state.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
