package io.talel.command.eventlog.serialization;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.talel.command.personal.PersonKeys;
import io.talel.command.personal.PersonalFields;
import io.talel.command.personal.Seal;
import io.talel.kernel.StoredEventCheck;
import io.talel.kernel.UnknownEvent;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.Serializer;

/** The log's own way of reading an event, for those who have no log. Public, because it is found as a service. */
public final class KeylessEventCheck implements StoredEventCheck {

    private static final String ANY = "any";
    private static final String ANY_IDENTIFIER = new UUID(0, 0).toString();

    private final Serializer serializer;

    public KeylessEventCheck() {
        ObjectMapper mapper = EventSerializer.mapper();
        PersonalFields personal = new PersonalFields(new NobodysKeys(), new Seal(new SecureRandom()), mapper);
        this.serializer = new EventSerializer(EventCatalogue.TALELIO, personal, mapper);
    }

    @Override
    public void check(String name, String revision, byte[] payload, byte[] metadata) {
        GenericDomainEventEntry<byte[]> stored = new GenericDomainEventEntry<>(
                ANY, ANY, 0, ANY_IDENTIFIER, Instant.EPOCH.toString(), name, revision, payload, metadata);
        EventStreamUtils.upcastAndDeserializeDomainEvents(
                        Stream.of(stored), serializer, EventCatalogue.TALELIO.upcasters())
                .asStream()
                .forEach(KeylessEventCheck::read);
    }

    /** Axon reads only what is asked for. */
    private static void read(DomainEventMessage<?> event) {
        event.getMetaData();
        if (event.getPayload() instanceof UnknownEvent unknown) {
            throw unknown.refused();
        }
    }

    private static final class NobodysKeys implements PersonKeys {

        @Override
        public Optional<SecretKey> find(String person) {
            return Optional.empty();
        }

        @Override
        public SecretKey findOrCreate(String person) {
            throw new UnsupportedOperationException("nothing is written here");
        }
    }
}
