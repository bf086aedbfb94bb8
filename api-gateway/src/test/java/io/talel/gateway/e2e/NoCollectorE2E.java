package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.process.Loopback;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A collector that hangs or is away delays no request, fills no memory and hardly holds up a node that stops. */
class NoCollectorE2E {

    private static final int REQUESTS = 100;

    /** A node waits two seconds for a collector. */
    private static final Duration ALL_REQUESTS = Duration.ofSeconds(REQUESTS);

    private static final Duration STOP = Duration.ofSeconds(15);

    private static final Map<String, String> SMALL_QUEUE = Map.of(
            "TRACE_SAMPLING", "1",
            "management.opentelemetry.tracing.export.max-queue-size", "8",
            "management.opentelemetry.tracing.export.max-batch-size", "4",
            "management.opentelemetry.tracing.export.schedule-delay", "10ms");

    @Test
    void requests_do_not_wait_for_a_collector_that_hangs_and_spans_are_dropped() throws IOException {
        try (OtlpReceiver collector = new OtlpReceiver()) {
            GatewayNode node = GatewayNode.besideShared(tracedTo(collector.endpoint()));
            collector.hang();
            assertThat(time(() -> request(node))).isLessThan(ALL_REQUESTS);
            collector.answer();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                node.api().get("/tags").send().is(200);
                assertThat(collector.named("http get /tags")).isNotEmpty();
            });
            assertThat(collector.named("http get /health")).hasSizeLessThan(REQUESTS / 2);
            collector.hang();
            request(node);
            assertThat(time(node::close)).isLessThan(STOP);
        }
    }

    @Test
    void requests_do_not_wait_for_a_collector_that_is_away() {
        GatewayNode node = GatewayNode.besideShared(tracedTo("http://127.0.0.1:" + Loopback.portOrFree(0)));
        assertThat(time(() -> request(node))).isLessThan(ALL_REQUESTS);
        assertThat(time(node::close)).isLessThan(STOP);
    }

    private static Map<String, String> tracedTo(String endpoint) {
        Map<String, String> variables = new HashMap<>(SMALL_QUEUE);
        variables.put("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint);
        return variables;
    }

    private static void request(GatewayNode node) {
        for (int i = 0; i < REQUESTS; i++) {
            node.api().get("/health").send().is(200);
        }
    }

    private static Duration time(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
