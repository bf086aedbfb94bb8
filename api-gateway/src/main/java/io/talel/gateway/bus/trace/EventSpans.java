package io.talel.gateway.bus.trace;

import io.micrometer.tracing.Tracer;
import io.talel.gateway.trace.TraceParent;
import io.talel.gateway.trace.TracingAutoConfigurationFilter;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.tracing.Span;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** A span for each event that is recorded, which its metadata carries to consumers, and one for the append. */
@Component
@Conditional(TracingAutoConfigurationFilter.class)
final class EventSpans implements EventBusSpanFactory {

    private final Tracer tracer;

    EventSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public Span createPublishEventSpan(EventMessage<?> event) {
        return new MessageSpan(tracer, event.getPayloadType().getSimpleName());
    }

    @Override
    public Span createCommitEventsSpan() {
        return new MessageSpan(tracer, "append");
    }

    @Override
    public <T> EventMessage<T> propagateContext(EventMessage<T> event) {
        return event.andMetaData(TraceParent.current(tracer));
    }
}
