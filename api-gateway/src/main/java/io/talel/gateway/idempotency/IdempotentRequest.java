package io.talel.gateway.idempotency;

/**
 * A POST and its sender. Keys of different senders are different keys.
 *
 * @param sender a person or the network of a stranger
 * @param isAddress whether the sender is a network, which is not stored
 */
public record IdempotentRequest(IdempotencyKey key, String sender, boolean isAddress) {

    boolean hasKey() {
        return key.value().isPresent();
    }

    /** Says nothing, so that no log shows a link or an address. */
    @Override
    public String toString() {
        return "IdempotentRequest";
    }
}
