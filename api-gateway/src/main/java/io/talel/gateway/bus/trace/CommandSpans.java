package io.talel.gateway.bus.trace;

import io.micrometer.tracing.Tracer;
import io.talel.gateway.trace.TracingAutoConfigurationFilter;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.tracing.NoOpSpanFactory;
import org.axonframework.tracing.Span;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** A span for each command, which its own thread handles. */
@Component
@Conditional(TracingAutoConfigurationFilter.class)
final class CommandSpans implements CommandBusSpanFactory {

    private final Tracer tracer;

    CommandSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Only this span learns of refusals. */
    @Override
    public Span createDispatchCommandSpan(CommandMessage<?> command, boolean distributed) {
        return new MessageSpan(tracer, command.getPayloadType().getSimpleName());
    }

    @Override
    public Span createHandleCommandSpan(CommandMessage<?> command, boolean distributed) {
        return NoOpSpanFactory.NoOpSpan.INSTANCE;
    }

    @Override
    public <T> CommandMessage<T> propagateContext(CommandMessage<T> command) {
        return command;
    }
}
