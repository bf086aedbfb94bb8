package io.talel.query.projection;

import io.talel.kernel.UnknownEvent;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;

/**
 * A projection, as processors, generations and rebuilds use it.
 *
 * @param name name of its processor and prefix of its streams and generations: {@code article} handles {@code article-42} and
 *     writes {@code article_g1}
 * @param view the view in {@code read_model} that shows the active generation, and the table behind it, with columns {@code id}
 *     and {@code version}
 * @param codeVersion raised with every change that makes other rows of the same events
 */
public record Projection(String name, String view, int codeVersion, EventFold<?, ?> fold) {

    public boolean handles(String stream) {
        return stream.startsWith(name + "-");
    }

    /** Whether the event changes rows, or would if this version of the code could read it. */
    public boolean handles(EventMessage<?> message) {
        return message instanceof DomainEventMessage<?> event
                && handles(event.getAggregateIdentifier())
                && handlesType(event.getPayloadType());
    }

    public boolean handlesType(Class<?> payload) {
        return fold.events().isAssignableFrom(payload) || payload == UnknownEvent.class;
    }

    public FoldedEvents noEvents() {
        return new FoldedEvents(this);
    }

    /** Renders texts too, which may take a second, so no transaction should be open. */
    public FoldedEvent folded(DomainEventMessage<?> event) {
        return FoldedEvent.of(this, event);
    }

    /**
     * Characters of an event that may be long, for an event that this projection handles.
     *
     * @throws RuntimeException if the event cannot be read
     */
    public long lengthOf(EventMessage<?> event) {
        return length(fold, event);
    }

    private static <E> long length(EventFold<E, ?> fold, EventMessage<?> event) {
        return fold.length()
                .filter(_ -> event.getPayloadType() != UnknownEvent.class)
                .map(length -> length.applyAsLong(fold.events().cast(event.getPayload())))
                .orElse(0L);
    }

    public String streamOf(long id) {
        return name + "-" + id;
    }

    /** The id of the row of a stream that this projection handles. */
    public long idOf(String stream) {
        return Long.parseLong(stream.substring(name.length() + 1));
    }
}
