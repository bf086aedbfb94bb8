package io.talel.command;

import static io.talel.kernel.MessageMetaData.ACTOR;
import static io.talel.kernel.MessageMetaData.CAUSATION_ID;
import static io.talel.kernel.MessageMetaData.CORRELATION_ID;

import java.util.Map;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/** What every event says about where it came from. */
final class EventOrigin implements CorrelationDataProvider {

    static final String ANONYMOUS = "anonymous";

    @Override
    public Map<String, ?> correlationDataFor(Message<?> cause) {
        return Map.of(
                ACTOR, cause.getMetaData().getOrDefault(ACTOR, ANONYMOUS),
                CORRELATION_ID, cause.getMetaData().getOrDefault(CORRELATION_ID, cause.getIdentifier()),
                CAUSATION_ID, cause.getIdentifier());
    }
}
