package io.talel.query.generation;

import io.talel.query.deadletter.Fault;
import io.talel.query.projection.FoldedEvents;
import io.talel.query.projection.Projection;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Writes live events into the active generation of a projection. The events of a unit of work are written right before its
 * commit, in one transaction with the token of the last event. A full batch is written earlier, in the same transaction. A unit
 * of work belongs to one segment. If an event cannot be folded, the events are written one by one at once, so that this event
 * is parked.
 */
final class LiveProjection implements EventMessageHandler {

    private static final String RESOURCE = "rows";

    private final Projection projection;
    private final ActiveGeneration generation;

    LiveProjection(Projection projection, ActiveGeneration generation) {
        this.projection = projection;
        this.generation = generation;
    }

    @Override
    public boolean canHandle(EventMessage<?> message) {
        return projection.handles(message);
    }

    @Override
    public boolean canHandleType(Class<?> payloadType) {
        return projection.handlesType(payloadType);
    }

    /** False: a rebuild fills another generation instead. */
    @Override
    public boolean supportsReset() {
        return false;
    }

    @Override
    public @Nullable Object handle(EventMessage<?> message) {
        if (projection.handles(message)) {
            UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get().root();
            Rows rows = unitOfWork.getOrComputeResource(RESOURCE, _ -> begin(unitOfWork));
            rows.add((DomainEventMessage<?>) message);
        }
        return null;
    }

    private Rows begin(UnitOfWork<?> unitOfWork) {
        Rows rows = new Rows();
        unitOfWork.onPrepareCommit(_ -> rows.write());
        unitOfWork.afterCommit(_ -> generation.committed(rows.outcome));
        return rows;
    }

    /** The rows of one unit of work. */
    private final class Rows {

        private final BatchOutcome outcome = new BatchOutcome();
        private FoldedEvents events = projection.noEvents();

        private void add(DomainEventMessage<?> event) {
            if (events.isFull()) {
                write();
            }
            try {
                events.add(event);
            } catch (RuntimeException | StackOverflowError e) {
                if (!Fault.of(e).ofTheEvent()) {
                    throw e;
                }
                List<DomainEventMessage<?>> untaken = events.events();
                events = projection.noEvents();
                generation.writeOneByOne(untaken, outcome);
            }
        }

        private void write() {
            if (!events.isEmpty()) {
                generation.write(events, outcome);
                events = projection.noEvents();
            }
        }
    }
}
