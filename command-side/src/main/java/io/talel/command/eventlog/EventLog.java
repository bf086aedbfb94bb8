package io.talel.command.eventlog;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;

/** The event store of this node: what it appends it announces to the other nodes, what they append wakes its readers. */
final class EventLog extends EmbeddedEventStore {

    private final CommitAnnouncer announcer;

    EventLog(Builder builder, CommitAnnouncer announcer) {
        super(builder);
        this.announcer = announcer;
    }

    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {
        super.afterCommit(events);
        announcer.announce();
    }

    /** Another node has appended something. */
    void wakeUp() {
        super.afterCommit(List.of());
    }
}
