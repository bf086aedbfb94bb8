package io.talel.query.generation;

import io.talel.query.deadletter.Fault;
import io.talel.query.projection.RowVersion;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;

/** What has become of the events of one transaction, to be made known when it has committed. */
final class BatchOutcome {

    /** An event that could not be taken. */
    record Parked(String stream, long version, Fault fault) {}

    private final List<RowVersion> reached = new ArrayList<>();
    private final List<Parked> parked = new ArrayList<>();

    void add(BatchOutcome more) {
        reached.addAll(more.reached);
        parked.addAll(more.parked);
    }

    void reached(List<RowVersion> rows) {
        reached.addAll(rows);
    }

    void parked(DomainEventMessage<?> event, Fault fault) {
        parked.add(new Parked(event.getAggregateIdentifier(), event.getSequenceNumber(), fault));
    }

    /** The versions that can be read. */
    List<RowVersion> reached() {
        return reached;
    }

    /** Those that failed themselves, without those behind them. */
    List<Parked> parked() {
        return parked;
    }
}
