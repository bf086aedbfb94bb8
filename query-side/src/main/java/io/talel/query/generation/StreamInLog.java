package io.talel.query.generation;

import io.talel.query.projection.RefusedEvent;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** The events of one stream, read from the log as they are asked for. */
final class StreamInLog {

    private final Supplier<EventStore> log;
    private final String stream;
    private @Nullable DomainEventStream events;

    StreamInLog(Supplier<EventStore> log, String stream) {
        this.log = log;
        this.stream = stream;
    }

    /**
     * Reads on to a version.
     *
     * @param version higher than the one before
     */
    DomainEventMessage<?> event(long version) {
        if (events == null) {
            events = log.get().readEvents(stream, version);
        }
        while (events.hasNext()) {
            DomainEventMessage<?> event = events.next();
            if (event.getSequenceNumber() == version) {
                return event;
            }
        }
        throw new RefusedEvent("The log has no such event");
    }
}
