package io.talel.query.projection;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Folds the events of a projection into rows. It has no other effect and reads nothing else, so the same events give the same
 * rows, live or in a rebuild, in batches of any size.
 *
 * @param <E> the sealed family of its events
 */
public interface EventFold<E, B extends RowBatch> {

    Class<E> events();

    B emptyBatch();

    /**
     * What the event changes in a batch. Whatever takes time is done when this returns.
     *
     * @param version sequence number of the event in its stream
     * @param at when it was recorded
     */
    Consumer<B> fold(E event, long version, Instant at);

    /**
     * Characters of an event that may be long; bounds how many large events are buffered. Other events are not even
     * deserialised before their turn.
     */
    default Optional<ToLongFunction<E>> length() {
        return Optional.empty();
    }
}
