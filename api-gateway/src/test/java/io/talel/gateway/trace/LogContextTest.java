package io.talel.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.MessageMetaData;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogContextTest {

    private static final String REQUEST = "0123456789abcdef0123456789abcdef";

    private static final Map<String, String> COMMAND = Map.of(
            MessageMetaData.ACTOR, "user-7",
            MessageMetaData.CORRELATION_ID, REQUEST,
            MessageMetaData.CAUSATION_ID, REQUEST);

    @BeforeEach
    @AfterEach
    void nothing_is_left() {
        MDC.clear();
    }

    @Test
    void a_request_has_a_new_id_which_is_that_of_its_trace() {
        String first;
        try (LogContext _ = LogContext.ofRequest()) {
            first = MDC.get(LogContext.TRACE_ID);
            assertThat(first).matches("[0-9a-f]{32}");
            assertThat(MDC.getCopyOfContextMap())
                    .containsOnly(
                            Map.entry(LogContext.TRACE_ID, first),
                            Map.entry(LogContext.MESSAGE_ID, first),
                            Map.entry(MessageMetaData.CORRELATION_ID, first));
        }
        try (LogContext _ = LogContext.ofRequest()) {
            assertThat(MDC.get(LogContext.TRACE_ID)).isNotEqualTo(first);
        }
    }

    @Test
    void a_message_says_what_led_to_it_and_what_it_sends_says_that_it_did() {
        try (LogContext _ = LogContext.of("command-1", COMMAND)) {
            assertThat(MDC.getCopyOfContextMap())
                    .containsOnly(
                            Map.entry(LogContext.TRACE_ID, REQUEST),
                            Map.entry(LogContext.MESSAGE_ID, "command-1"),
                            Map.entry(MessageMetaData.CORRELATION_ID, REQUEST),
                            Map.entry(MessageMetaData.CAUSATION_ID, REQUEST));
            assertThat(LogContext.origin())
                    .containsOnly(
                            Map.entry(MessageMetaData.CORRELATION_ID, REQUEST),
                            Map.entry(MessageMetaData.CAUSATION_ID, "command-1"));
        }
    }

    @Test
    void the_trace_of_a_tracer_stays() {
        MDC.put(LogContext.TRACE_ID, "of the tracer");
        try (LogContext _ = LogContext.ofRequest()) {
            assertThat(MDC.get(LogContext.TRACE_ID)).isEqualTo("of the tracer");
        }
    }

    @Test
    void the_trace_of_another_node_is_that_of_the_message() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        Map<String, String> event = Map.of(
                MessageMetaData.CORRELATION_ID,
                REQUEST,
                MessageMetaData.TRACE_PARENT,
                "00-" + trace + "-b7ad6b7169203331-01");
        try (LogContext _ = LogContext.of("event-1", event)) {
            assertThat(MDC.get(LogContext.TRACE_ID)).isEqualTo(trace);
            assertThat(MDC.get(MessageMetaData.CORRELATION_ID)).isEqualTo(REQUEST);
        }
    }

    @Test
    void afterwards_the_ids_from_before_are_back() {
        try (LogContext _ = LogContext.of("command-1", COMMAND)) {
            Map<String, String> before = MDC.getCopyOfContextMap();
            try (LogContext _ = LogContext.of("event-1", Map.of())) {
                assertThat(MDC.get(LogContext.MESSAGE_ID)).isEqualTo("event-1");
                assertThat(MDC.get(MessageMetaData.CORRELATION_ID)).isEqualTo("event-1");
                assertThat(MDC.get(MessageMetaData.CAUSATION_ID)).isNull();
            }
            assertThat(MDC.getCopyOfContextMap()).isEqualTo(before);
        }
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
        assertThat(LogContext.origin()).isEmpty();
    }
}
