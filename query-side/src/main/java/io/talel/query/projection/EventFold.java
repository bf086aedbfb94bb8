package io.talel.query.projection;

import java.time.Instant;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What a projection makes of the events of its streams: it folds them into rows. It has no other effect and looks at
 * nothing else, so the same events give the same rows, live or in a rebuild, however they are cut into batches.
 *
 * @param <E> the sealed family of its events
 */
public interface EventFold<E, B extends RowBatch> {

    Class<E> events();

    B emptyBatch();

    /**
     * @param version sequence number of the event in its stream
     * @param at when it was recorded
     */
    void fold(B batch, E event, long version, Instant at);

    /**
     * Characters of an event, if there are any that can be long: of those so many wait to be folded as memory allows. Others
     * are not even read before it is their turn.
     */
    default Optional<ToLongFunction<E>> length() {
        return Optional.empty();
    }
}
