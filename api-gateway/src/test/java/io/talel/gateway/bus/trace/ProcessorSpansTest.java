package io.talel.gateway.bus.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.talel.kernel.MessageMetaData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.junit.jupiter.api.Test;

class ProcessorSpansTest {

    private static final String FIRST = "0af7651916cd43dd8448eb211c80319c";
    private static final String SECOND = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String EVENT = "b7ad6b7169203331";

    private final List<SpanData> ended = new ArrayList<>();
    private final Tracer tracer = new OtelTracer(
            SdkTracerProvider.builder()
                    .addSpanProcessor(new Ended(ended))
                    .build()
                    .get("test"),
            new OtelCurrentTraceContext(),
            _ -> {});
    private final ProcessorSpans spans = new ProcessorSpans(tracer);

    @Test
    void a_batch_is_in_the_trace_of_its_first_event_and_linked_to_the_others() {
        take(() -> null, event(FIRST, "01"), event(SECOND, "01"), event(FIRST, "01"));
        assertThat(ended)
                .extracting(SpanData::getName)
                .containsExactly(
                        "article takes String", "article takes String", "article takes String", "article batch");
        SpanData batch = ended.getLast();
        assertThat(batch.getTraceId()).isEqualTo(FIRST);
        assertThat(batch.getParentSpanId()).isEqualTo(EVENT);
        assertThat(tracesOf(batch.getLinks())).containsExactly(SECOND);
        assertThat(ended).extracting(SpanData::getTraceId).containsExactly(FIRST, SECOND, FIRST, FIRST);
        assertThat(ended)
                .extracting(SpanData::getParentSpanId)
                .containsExactly(batch.getSpanId(), EVENT, batch.getSpanId(), EVENT);
        assertThat(tracesOf(ended.get(1).getLinks())).containsExactly(FIRST);
    }

    @Test
    void an_event_without_a_trace_has_none_and_an_unsampled_one_has_it_in_the_log_only() {
        List<String> current = new ArrayList<>();
        InterceptorChain chain = () -> {
            TraceContext context = tracer.currentTraceContext().context();
            current.add(context == null ? "none" : context.traceId());
            return null;
        };
        take(chain, GenericEventMessage.asEventMessage("old"), event(FIRST, "00"));
        assertThat(current).containsExactly("none", FIRST);
        assertThat(ended).isEmpty();
    }

    @Test
    void a_batch_that_is_rolled_back_has_failed() {
        take(
                () -> {
                    throw new IllegalStateException();
                },
                event(FIRST, "01"));
        assertThat(ended)
                .hasSize(2)
                .extracting(span -> span.getStatus().getStatusCode())
                .containsOnly(StatusCode.ERROR);
    }

    private void take(InterceptorChain chain, EventMessage<?>... events) {
        BatchingUnitOfWork<EventMessage<?>> work = new BatchingUnitOfWork<>(List.of(events));
        work.executeWithResult(() -> spans.take("article", work, chain), RollbackConfigurationType.ANY_THROWABLE);
    }

    private static List<String> tracesOf(List<LinkData> links) {
        return links.stream().map(link -> link.getSpanContext().getTraceId()).toList();
    }

    private static EventMessage<?> event(String trace, String flags) {
        return GenericEventMessage.asEventMessage("happened")
                .withMetaData(Map.of(MessageMetaData.TRACE_PARENT, "00-" + trace + "-" + EVENT + "-" + flags));
    }

    private record Ended(List<SpanData> spans) implements SpanProcessor {

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            spans.add(span.toSpanData());
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }
}
