package io.talel.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.kernel.MessageMetaData;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class EventMdcTest {

    private static final String REQUEST = "0123456789abcdef0123456789abcdef";

    private static final EventMessage<?> EVENT = GenericEventMessage.asEventMessage("happened")
            .withMetaData(Map.of(MessageMetaData.CORRELATION_ID, REQUEST, MessageMetaData.CAUSATION_ID, "command-1"));

    @BeforeEach
    @AfterEach
    void nothing_is_left() {
        MDC.clear();
    }

    @Test
    void lines_about_an_event_have_its_ids_and_the_lines_after_them_have_not() {
        Map<String, String> logged = new HashMap<>();
        EventMdc.addTo(EVENT, () -> logged.putAll(MDC.getCopyOfContextMap()));
        assertThat(logged)
                .containsOnly(
                        Map.entry("traceId", REQUEST),
                        Map.entry("messageId", EVENT.getIdentifier()),
                        Map.entry(MessageMetaData.CORRELATION_ID, REQUEST),
                        Map.entry(MessageMetaData.CAUSATION_ID, "command-1"));
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    @Test
    void the_ids_from_before_are_back_also_after_a_failure() {
        MDC.put(MessageMetaData.CORRELATION_ID, "of a request");
        assertThatThrownBy(() -> EventMdc.addTo(EVENT, () -> {
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(MDC.getCopyOfContextMap()).containsOnly(Map.entry(MessageMetaData.CORRELATION_ID, "of a request"));
    }
}
