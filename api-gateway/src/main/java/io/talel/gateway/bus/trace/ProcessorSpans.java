package io.talel.gateway.bus.trace;

import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.talel.gateway.trace.TraceParent;
import io.talel.gateway.trace.TracingAutoConfigurationFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.ExecutionResult;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * A span for each batch of a processor, until it is committed, and for each event in it. A batch is in the trace of its first
 * event that has one, and linked to the others; each event is in its own trace. Comes before the others, so that the lines that
 * they log have its span.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@Conditional(TracingAutoConfigurationFilter.class)
final class ProcessorSpans implements ConfigurerModule {

    private static final String BATCH = ProcessorSpans.class.getName();

    private final Tracer tracer;

    ProcessorSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public void configureModule(Configurer configurer) {
        configurer
                .eventProcessing()
                .registerDefaultHandlerInterceptor((_, processor) -> (work, chain) -> take(processor, work, chain));
    }

    @Nullable Object take(String processor, UnitOfWork<? extends EventMessage<?>> work, InterceptorChain chain) throws Exception {
        EventMessage<?> event = work.getMessage();
        Optional<Span> batch = batch(processor, work);
        Optional<TraceContext> parent = TraceParent.of(event.getMetaData(), tracer);
        if (parent.isEmpty()) {
            return chain.proceed();
        }
        Span.Builder taken = tracer.spanBuilder()
                .name(processor + " takes " + event.getPayloadType().getSimpleName());
        if (work.isRoot() && !batch.filter(span -> isIn(parent.get(), span)).isPresent()) {
            taken.setParent(parent.get());
            batch.ifPresent(span -> taken.addLink(new Link(span)));
        }
        Span span = taken.start();
        try (Tracer.SpanInScope _ = tracer.withSpan(span)) {
            return chain.proceed();
        } catch (Exception | Error e) {
            TraceParent.fail(span, e);
            throw e;
        } finally {
            span.end();
        }
    }

    private static boolean isIn(TraceContext trace, Span span) {
        return span.context().traceId().equals(trace.traceId());
    }

    /** Empty within a command, whose span is current, and where no event has a trace. */
    private Optional<Span> batch(String processor, UnitOfWork<? extends EventMessage<?>> work) {
        return work.isRoot() ? work.getOrComputeResource(BATCH, _ -> begin(processor, work)) : Optional.empty();
    }

    private Optional<Span> begin(String processor, UnitOfWork<? extends EventMessage<?>> work) {
        List<? extends EventMessage<?>> events = work instanceof BatchingUnitOfWork<? extends EventMessage<?>> batch
                ? batch.getMessages()
                : List.of(work.getMessage());
        Map<String, TraceContext> traces = new LinkedHashMap<>();
        for (EventMessage<?> event : events) {
            TraceParent.of(event.getMetaData(), tracer)
                    .filter(parent -> Boolean.TRUE.equals(parent.sampled()))
                    .ifPresent(parent -> traces.putIfAbsent(parent.traceId(), parent));
        }
        if (traces.isEmpty()) {
            return Optional.empty();
        }
        Span.Builder builder = tracer.spanBuilder().name(processor + " batch").tag("events", events.size());
        traces.values().stream().skip(1).forEach(other -> builder.addLink(new Link(other)));
        Span span = builder.setParent(traces.values().iterator().next()).start();
        Tracer.SpanInScope scope = tracer.withSpan(span);
        work.onRollback(rolledBack -> {
            ExecutionResult result = rolledBack.getExecutionResult();
            if (result != null && result.isExceptionResult()) {
                TraceParent.fail(span, result.getExceptionResult());
            }
        });
        work.onCleanup(_ -> {
            scope.close();
            span.end();
        });
        return Optional.of(span);
    }
}
