package io.talel.gateway.idempotency;

import java.util.function.BooleanSupplier;

/**
 * One attempt at a request that creates nothing.
 *
 * @param isRepeated whether an earlier attempt has ended without saying so: what was asked for may be done already
 * @param done marks the request as done, in the transaction of the caller if there is one; false if another attempt has done so
 */
public record Execution(boolean isRepeated, BooleanSupplier done) {

    static final Execution WITHOUT_KEY = new Execution(false, () -> true);
}
