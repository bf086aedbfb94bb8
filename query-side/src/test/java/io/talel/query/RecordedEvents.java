package io.talel.query;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.image.ImageEvent;
import io.talel.kernel.user.UserEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;

/** Events as they come out of the log. */
public final class RecordedEvents {

    private RecordedEvents() {}

    public static DomainEventMessage<?> event(ArticleEvent event, long version, Instant at) {
        return event("Article", event.articleId().toString(), version, event, at);
    }

    public static DomainEventMessage<?> event(UserEvent event, long version, Instant at) {
        return event("User", event.userId().toString(), version, event, at);
    }

    public static DomainEventMessage<?> event(ImageEvent event, long version, Instant at) {
        return event("Image", event.imageId().toString(), version, event, at);
    }

    public static DomainEventMessage<?> event(String type, String stream, long version, Object payload, Instant at) {
        return new GenericDomainEventMessage<>(
                type, stream, version, payload, MetaData.emptyInstance(), identifier(stream, version), at);
    }

    private static String identifier(String stream, long version) {
        byte[] name = (stream + "-" + version).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString();
    }

    public static StreamVersion position(DomainEventMessage<?> event) {
        return new StreamVersion(event.getAggregateIdentifier(), event.getSequenceNumber());
    }
}
