package io.talel.query.generation;

import io.talel.query.projection.FoldedEvent;
import io.talel.query.projection.Projection;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Writes live events into the active generation of a projection. The events of a unit of work are folded as they come and
 * written right before its commit, in one transaction with the token of the last event. A unit of work belongs to one segment,
 * and the source of its events bounds their size.
 */
final class ProjectionEventHandler implements EventMessageHandler {

    private static final String RESOURCE = "rows";

    private final Projection projection;
    private final ActiveGenerationWriter generation;

    ProjectionEventHandler(Projection projection, ActiveGenerationWriter generation) {
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
            List<FoldedEvent> events = unitOfWork.getOrComputeResource(RESOURCE, _ -> begin(unitOfWork));
            events.add(projection.folded((DomainEventMessage<?>) message));
        }
        return null;
    }

    private List<FoldedEvent> begin(UnitOfWork<?> unitOfWork) {
        List<FoldedEvent> events = new ArrayList<>();
        BatchOutcome outcome = new BatchOutcome();
        unitOfWork.onPrepareCommit(_ -> generation.write(events, outcome));
        unitOfWork.afterCommit(_ -> generation.committed(outcome));
        return events;
    }
}
