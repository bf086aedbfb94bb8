package io.talel.command.eventlog;

import io.talel.kernel.CommandRefused;
import io.talel.kernel.MessageMetaData;
import io.talel.kernel.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** Records events of another service with the times of then; an aggregate records only what happens now. */
public final class BackdatedEvents {

    private final EventStore log;

    public BackdatedEvents(EventStore log) {
        this.log = log;
    }

    /** An event and when it happened. */
    public record Past(Object event, Instant at) {}

    /** The first event of a stream; empty if there is no stream. */
    public Optional<Past> first(String stream) {
        if (log.lastSequenceNumberFor(stream).isEmpty()) {
            return Optional.empty();
        }
        DomainEventMessage<?> first = log.readEvents(stream, 0).next();
        return Optional.of(new Past(first.getPayload(), first.getTimestamp()));
    }

    /**
     * Begins a stream in the running transaction.
     *
     * @param aggregate class of the aggregate that goes on with the stream
     * @throws CommandRefused as a conflict if the stream exists
     */
    public void begin(Class<?> aggregate, String stream, List<Past> events) {
        if (log.lastSequenceNumberFor(stream).isPresent()) {
            throw new CommandRefused(new Refusal.Conflict(stream));
        }
        MetaData metaData = MetaData.from(CurrentUnitOfWork.correlationData())
                .and(
                        MessageMetaData.RECORDED_AT,
                        GenericEventMessage.clock.instant().toString());
        List<DomainEventMessage<?>> messages = new ArrayList<>();
        for (Past past : events) {
            messages.add(new GenericDomainEventMessage<>(
                    aggregate.getSimpleName(),
                    stream,
                    messages.size(),
                    past.event(),
                    metaData,
                    IdentifierFactory.getInstance().generateIdentifier(),
                    past.at()));
        }
        log.publish(messages);
    }
}
