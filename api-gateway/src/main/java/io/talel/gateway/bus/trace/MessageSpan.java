package io.talel.gateway.bus.trace;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.talel.gateway.trace.TraceParent;
import org.axonframework.tracing.SpanScope;
import org.jspecify.annotations.Nullable;

/** A span that Axon begins and ends, below the one that is current then. */
final class MessageSpan implements org.axonframework.tracing.Span {

    private final Tracer tracer;
    private final String name;
    private @Nullable Span begun;

    MessageSpan(Tracer tracer, String name) {
        this.tracer = tracer;
        this.name = name;
    }

    @Override
    public org.axonframework.tracing.Span start() {
        begun = tracer.spanBuilder().name(name).start();
        return this;
    }

    @Override
    public SpanScope makeCurrent() {
        Tracer.SpanInScope scope = tracer.withSpan(begun);
        return scope::close;
    }

    /** Axon ends spans that a failure has kept from beginning, too. */
    @Override
    public void end() {
        if (begun != null) {
            begun.end();
        }
    }

    @Override
    public org.axonframework.tracing.Span recordException(Throwable failure) {
        if (begun != null) {
            TraceParent.fail(begun, failure);
        }
        return this;
    }
}
