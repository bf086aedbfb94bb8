package io.talel.query.generation;

import io.talel.query.deadletter.Fault;
import io.talel.query.projection.RowVersion;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;

/** Outcome of the events of one transaction, announced when it has committed. */
final class BatchOutcome {

    /** An event that failed. */
    record Parked(DomainEventMessage<?> event, Fault fault) {}

    private final List<RowVersion> reached = new ArrayList<>();
    private final List<Parked> parked = new ArrayList<>();

    void reached(List<RowVersion> rows) {
        reached.addAll(rows);
    }

    void parked(DomainEventMessage<?> event, Fault fault) {
        parked.add(new Parked(event, fault));
    }

    /** The versions that can be read. */
    List<RowVersion> reached() {
        return reached;
    }

    /** Events that failed, without the events behind them in their streams. */
    List<Parked> parked() {
        return parked;
    }
}
