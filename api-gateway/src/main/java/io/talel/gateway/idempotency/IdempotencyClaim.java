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
record IdempotencyClaim(
        UUID id, List<Long> numbers, int attempt, boolean isRepeated, boolean isDone, boolean isLeased) {

    IdempotencyClaim {
        numbers = List.copyOf(numbers);
    }

    static IdempotencyClaim first(UUID id, List<Long> numbers) {
        return new IdempotencyClaim(id, numbers, 1, false, false, true);
    }

    IdempotencyClaim next() {
        return new IdempotencyClaim(id, numbers, attempt + 1, true, isDone, true);
    }
}
