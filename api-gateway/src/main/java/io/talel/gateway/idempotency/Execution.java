package io.talel.gateway.idempotency;

/**
 * One attempt at a request that creates nothing.
 *
 * @param isRepeated whether an earlier attempt has ended without saying so: what was asked for may be done already
 * @param done marks the request as done, in the transaction of the caller if there is one
 */
public record Execution(boolean isRepeated, Runnable done) {

    static final Execution WITHOUT_KEY = new Execution(false, () -> {});
}
