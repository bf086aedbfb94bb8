package io.talel.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class SafeSpanExporterTest {

    private final Sent sent = new Sent();

    @Test
    void a_failed_span_has_its_status_and_classes_and_no_message_and_no_address() {
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(new SafeSpanExporter(sent)))
                .build()) {
            provider.get("test")
                    .spanBuilder("http get /users/{username}")
                    .startSpan()
                    .setAttribute("uri", "/users/{username}")
                    .setAttribute("http.url", "/v1/users/ada")
                    .setAttribute("error.type", "java.lang.IllegalStateException")
                    .recordException(new IllegalStateException("no ada"))
                    .setStatus(StatusCode.ERROR, "no ada")
                    .end();
        }
        assertThat(sent.spans()).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("http get /users/{username}");
            assertThat(span.getAttributes())
                    .isEqualTo(Attributes.of(
                            AttributeKey.stringKey("uri"),
                            "/users/{username}",
                            AttributeKey.stringKey("error.type"),
                            "java.lang.IllegalStateException"));
            assertThat(span.getTotalAttributeCount()).isEqualTo(2);
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getStatus().getDescription()).isEmpty();
            assertThat(span.getEvents()).isEmpty();
            assertThat(span.getTotalRecordedEvents()).isZero();
        });
    }

    private record Sent(List<SpanData> spans) implements SpanExporter {

        Sent() {
            this(new ArrayList<>());
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> more) {
            spans.addAll(more);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
