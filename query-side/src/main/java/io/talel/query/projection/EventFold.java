package io.talel.query.projection;

import java.time.Instant;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Folds the events of a projection into rows. It has no other effect and reads nothing else, so the same events give the same
 * rows, live or in a rebuild, in batches of any size.
 *
 * @param <E> the sealed family of its events
 * @param <R> columns of its rows
 */
public interface EventFold<E, R extends RowContent<R>> {

    Class<E> events();

    RowTable<R> table();

    /**
     * What the event changes in the row of its stream. Whatever takes time is done when this returns.
     *
     * @param at when it was recorded
     */
    RowChange<R> fold(E event, Instant at);

    /**
     * Characters of an event that may be long; bounds how many large events are buffered. Other events are not even
     * deserialised before their turn.
     */
    default Optional<ToLongFunction<E>> length() {
        return Optional.empty();
    }
}
