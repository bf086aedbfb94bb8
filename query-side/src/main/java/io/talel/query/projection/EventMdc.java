package io.talel.query.projection;

import io.talel.kernel.MessageMetaData;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.slf4j.MDC;

/**
 * Adds the ids of an event to lines about it that are logged after its turn, when others have been taken or the batch has
 * failed. During its turn the gateway has added them.
 */
public final class EventMdc {

    private EventMdc() {}

    /** @param lines logs them, in this thread */
    public static void addTo(EventMessage<?> event, Runnable lines) {
        Map<String, String> before = MDC.getCopyOfContextMap();
        MDC.put("messageId", event.getIdentifier());
        if (event.getMetaData().get(MessageMetaData.CAUSATION_ID) instanceof String cause) {
            MDC.put(MessageMetaData.CAUSATION_ID, cause);
        }
        if (event.getMetaData().get(MessageMetaData.CORRELATION_ID) instanceof String correlationId) {
            MDC.put(MessageMetaData.CORRELATION_ID, correlationId);
        }
        MessageMetaData.traceId(event.getMetaData()).ifPresent(trace -> MDC.put("traceId", trace));
        try {
            lines.run();
        } finally {
            MDC.setContextMap(before == null ? Map.of() : before);
        }
    }
}
