package io.talel.gateway.trace;

import io.talel.kernel.MessageMetaData;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Adds ids to the lines that this thread logs, until it is closed. The ids say nothing about people. */
public final class LogContext implements AutoCloseable {

    /** Trace id: the tracer's if there is one, otherwise the correlation id of the request. */
    static final String TRACE_ID = "traceId";

    /** Id of the message that is handled, or the correlation id of the request. */
    static final String MESSAGE_ID = "messageId";

    private final @Nullable Map<String, String> before = MDC.getCopyOfContextMap();

    private LogContext() {}

    /** A request is the beginning: its id is new, whatever the client sent, since it is stored with events. */
    public static LogContext ofRequest() {
        String id = UUID.randomUUID().toString().replace("-", "");
        return of(id, Map.of(MessageMetaData.CORRELATION_ID, id));
    }

    /** @param metaData of the message, with names of {@link MessageMetaData} */
    public static LogContext of(String messageId, Map<String, ?> metaData) {
        LogContext context = new LogContext();
        String correlationId = metaData.get(MessageMetaData.CORRELATION_ID) instanceof String given ? given : messageId;
        if (MDC.get(TRACE_ID) == null) {
            MessageMetaData.traceId(metaData).ifPresent(trace -> MDC.put(TRACE_ID, trace));
        }
        MDC.put(MESSAGE_ID, messageId);
        MDC.put(MessageMetaData.CORRELATION_ID, correlationId);
        if (metaData.get(MessageMetaData.CAUSATION_ID) instanceof String cause) {
            MDC.put(MessageMetaData.CAUSATION_ID, cause);
        } else {
            MDC.remove(MessageMetaData.CAUSATION_ID);
        }
        return context;
    }

    /** Metadata of a message that this thread sends; empty outside requests and handlers. */
    public static Map<String, String> origin() {
        String correlationId = MDC.get(MessageMetaData.CORRELATION_ID);
        String cause = MDC.get(MESSAGE_ID);
        return correlationId == null || cause == null
                ? Map.of()
                : Map.of(MessageMetaData.CORRELATION_ID, correlationId, MessageMetaData.CAUSATION_ID, cause);
    }

    @Override
    public void close() {
        if (before == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(before);
        }
    }
}
