package io.talel.query.projection;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.UnknownEvent;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * An event and what it changes in the rows of a projection. Texts are rendered already, so it is written without a pause in
 * which a transaction stands still.
 */
public final class FoldedEvent {

    private final DomainEventMessage<?> event;
    private final Consumer<RowBatch<?>> change;

    private FoldedEvent(DomainEventMessage<?> event, Consumer<RowBatch<?>> change) {
        this.event = event;
        this.change = change;
    }

    /** An event that cannot be folded throws its error when it is added to a batch. */
    static FoldedEvent of(Projection projection, DomainEventMessage<?> event) {
        try {
            return new FoldedEvent(event, change(projection, projection.fold(), event));
        } catch (RuntimeException e) {
            return new FoldedEvent(event, _ -> {
                throw e;
            });
        } catch (StackOverflowError e) {
            return new FoldedEvent(event, _ -> {
                throw e;
            });
        }
    }

    @SuppressWarnings("unchecked") // The batches of a projection come from its own fold.
    private static <E, R extends RowContent<R>> Consumer<RowBatch<?>> change(
            Projection projection, EventFold<E, R> fold, DomainEventMessage<?> event) {
        if (event.getPayload() instanceof UnknownEvent unknown) {
            throw new RefusedEvent(
                    "This version cannot read the event %s, revision %s".formatted(unknown.name(), unknown.revision()));
        }
        RowChange<R> change = fold.fold(fold.events().cast(event.getPayload()), event.getTimestamp());
        StreamVersion position = new StreamVersion(event.getAggregateIdentifier(), event.getSequenceNumber());
        long id = projection.idOf(position.stream());
        return rows -> ((RowBatch<R>) rows).add(id, new RowVersion(position, event.getTimestamp()), change);
    }

    public DomainEventMessage<?> event() {
        return event;
    }

    void addTo(RowBatch<?> rows) {
        change.accept(rows);
    }
}
