package io.talel.gateway.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Leaves out of spans what may quote people: all attributes but those named here, and the messages and stack traces of failures.
 * An address has the username or the token of a link by mail in it.
 */
record SafeSpanExporter(SpanExporter exporter) implements SpanExporter {

    /** All have few values: {@code uri} is the pattern of the address, {@code exception} and {@code error.type} are classes. */
    private static final Set<String> SAFE = Set.of(
            "method", "uri", "status", "outcome", "exception", "error.type", "events", "db.system", "db.operation");

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        return exporter.export(spans.stream().<SpanData>map(SafeSpan::new).toList());
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    private static final class SafeSpan extends DelegatingSpanData {

        private final Attributes attributes;

        SafeSpan(SpanData span) {
            super(span);
            this.attributes = span.getAttributes().toBuilder()
                    .removeIf(attribute -> !SAFE.contains(attribute.getKey()))
                    .build();
        }

        @Override
        public Attributes getAttributes() {
            return attributes;
        }

        @Override
        public int getTotalAttributeCount() {
            return attributes.size();
        }

        @Override
        public List<EventData> getEvents() {
            return List.of();
        }

        @Override
        public int getTotalRecordedEvents() {
            return 0;
        }

        @Override
        public StatusData getStatus() {
            return StatusData.create(super.getStatus().getStatusCode(), "");
        }
    }
}
