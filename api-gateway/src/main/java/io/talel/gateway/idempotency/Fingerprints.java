package io.talel.gateway.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.talel.gateway.crypto.Digests;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.SecretKey;
import tools.jackson.databind.json.JsonMapper;

/**
 * Digests of requests. Those of bodies and addresses are HMACs, since passwords and addresses can be guessed; those of senders
 * and keys are not, so that a key stays the same while {@code SECRET_KEY} changes.
 */
final class Fingerprints {

    private static final byte[] END = {0};

    private final List<SecretKey> keys;
    private final JsonMapper json;

    /** @param keys the first is for new fingerprints, all of them are for comparing */
    Fingerprints(List<SecretKey> keys, JsonMapper json) {
        this.keys = List.copyOf(keys);
        this.json = json;
    }

    /** Identifies sender, path and key. */
    UUID id(IdempotentRequest request, String key) {
        String sender = request.isAddress()
                ? HexFormat.of()
                        .formatHex(Digests.mac(keys.getFirst(), request.sender().getBytes(UTF_8)))
                : request.sender();
        String text = String.join("\n", sender, request.key().path(), key);
        ByteBuffer digest = ByteBuffer.wrap(Digests.sha256(text.getBytes(UTF_8)));
        return new UUID(digest.getLong(), digest.getLong());
    }

    /**
     * Fingerprints of query and body, one for each key. An article may have megabytes, so no copy of the body is held.
     *
     * @param body as JSON it is what is compared
     */
    List<byte[]> of(IdempotentRequest request, Object body) {
        byte[] query = request.key().query().getBytes(UTF_8);
        DigestOutputStream content = Digests.sha256Stream();
        json.writeValue(content, body);
        byte[] digest = content.getMessageDigest().digest();
        return keys.stream().map(key -> Digests.mac(key, query, END, digest)).toList();
    }
}
