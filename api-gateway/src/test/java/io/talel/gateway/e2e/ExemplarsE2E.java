package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Metrics lead to traces, where an endpoint wants those. */
class ExemplarsE2E {

    @Test
    void the_bucket_of_a_command_names_the_trace_of_its_request() throws IOException {
        try (OtlpReceiver collector = new OtlpReceiver();
                GatewayNode node = GatewayNode.besideShared(Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint(),
                        "TRACE_SAMPLING", "1",
                        "management.opentelemetry.tracing.export.schedule-delay", "100ms"))) {
            TestPerson.named("ada").register(node.api()).is(201);

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !collector.named("RegisterUser").isEmpty());
            String trace = collector.named("RegisterUser").getFirst().trace();
            assertThat(Scrape.inOpenMetrics(node).lines())
                    .filteredOn(line -> line.startsWith("talelio_command_seconds_bucket{command=\"RegisterUser\""))
                    .anyMatch(line -> line.contains(" # {") && line.contains("trace_id=\"" + trace + "\""));
        }
    }

    @Test
    void without_an_endpoint_there_are_none() {
        TestPerson.named("bob").register(GatewayNode.shared().api()).is(201);

        assertThat(Scrape.inOpenMetrics(GatewayNode.shared()).lines())
                .anyMatch(line -> line.startsWith("talelio_command_seconds_bucket{command=\"RegisterUser\""))
                .noneMatch(line -> line.contains(" # {"));
    }
}
