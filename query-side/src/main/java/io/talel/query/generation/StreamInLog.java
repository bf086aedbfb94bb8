package io.talel.query.generation;

import io.talel.kernel.UnreadableEvent;
import io.talel.query.projection.RefusedEvent;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** The events of one stream, read from the log one at a time. */
final class StreamInLog {

    private final Supplier<EventStore> log;
    private final String stream;
    private @Nullable DomainEventStream events;
    private long next;

    StreamInLog(Supplier<EventStore> log, String stream) {
        this.log = log;
        this.stream = stream;
    }

    /**
     * The event of a version. Skips no events on the way to it, since one of them may be unreadable.
     *
     * @throws RefusedEvent if it is not there, or this version of the code cannot read it
     */
    DomainEventMessage<?> event(long version) {
        DomainEventStream from = events == null || version != next ? log.get().readEvents(stream, version) : events;
        events = null;
        try {
            if (from.hasNext()) {
                DomainEventMessage<?> event = from.next();
                if (event.getSequenceNumber() == version) {
                    events = from;
                    next = version + 1;
                    return event;
                }
            }
        } catch (UnreadableEvent e) {
            RefusedEvent refused = new RefusedEvent(String.valueOf(e.getMessage()));
            refused.initCause(e);
            throw refused;
        }
        throw new RefusedEvent("The log has no such event");
    }
}
