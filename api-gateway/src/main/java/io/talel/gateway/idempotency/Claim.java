package io.talel.gateway.idempotency;

import java.util.List;
import java.util.UUID;

/**
 * What is stored for a request with a key.
 *
 * @param numbers of what the request creates; of a change, the version before it and, once it is done, the one it has reached
 * @param attempt which attempt has the lease; the first is 1
 * @param isRepeated whether an attempt was made before
 * @param isLeased whether that attempt may still be under way
 */
record Claim(UUID id, List<Long> numbers, int attempt, boolean isRepeated, boolean isDone, boolean isLeased) {

    Claim {
        numbers = List.copyOf(numbers);
    }

    static Claim first(UUID id, List<Long> numbers) {
        return new Claim(id, numbers, 1, false, false, true);
    }

    Claim next() {
        return new Claim(id, numbers, attempt + 1, true, isDone, true);
    }
}
