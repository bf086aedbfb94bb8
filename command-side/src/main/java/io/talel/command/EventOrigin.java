package io.talel.command;

import static io.talel.kernel.MessageMetaData.ACTOR;
import static io.talel.kernel.MessageMetaData.CAUSATION_ID;
import static io.talel.kernel.MessageMetaData.CORRELATION_ID;
import static io.talel.kernel.MessageMetaData.PASSWORD_GENERATION;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/** What every event says about where it came from. */
final class EventOrigin implements CorrelationDataProvider {

    static final String ANONYMOUS = "anonymous";

    @Override
    public Map<String, ?> correlationDataFor(Message<?> cause) {
        Map<String, Object> origin = new HashMap<>(cause.getMetaData().subset(PASSWORD_GENERATION));
        origin.put(ACTOR, cause.getMetaData().getOrDefault(ACTOR, ANONYMOUS));
        origin.put(CORRELATION_ID, cause.getMetaData().getOrDefault(CORRELATION_ID, cause.getIdentifier()));
        origin.put(CAUSATION_ID, cause.getIdentifier());
        return origin;
    }
}
