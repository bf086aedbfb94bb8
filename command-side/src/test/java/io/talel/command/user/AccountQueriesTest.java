package io.talel.command.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.talel.command.Users;
import io.talel.command.claims.NameClaims;
import io.talel.kernel.Refusal;
import io.talel.kernel.user.AccountQuery.ListOwnEvents;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.PastEvent;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import java.util.Optional;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.Test;

class AccountQueriesTest {

    @Test
    void a_past_event_has_the_name_it_is_stored_under_whatever_its_class_is_called() {
        EmbeddedEventStore log = EmbeddedEventStore.builder()
                .storageEngine(new InMemoryEventStorageEngine())
                .build();
        log.publish(new GenericDomainEventMessage<>("User", Users.ADA.toString(), 0, Users.adaRegistered()));
        AccountQueries queries = new AccountQueries(log, new NoNames(), new Renaming(), (_, _) -> {});

        assertThat(queries.handle(new ListOwnEvents(Users.ADA, -1, 10)))
                .extracting(PastEvent::name)
                .containsExactly("PersonCame");
    }

    /** Of a log in which the class has another name than its event. */
    private static final class Renaming extends JacksonSerializer {

        Renaming() {
            super(JacksonSerializer.builder().objectMapper(new ObjectMapper()));
        }

        @Override
        public SerializedType typeForClass(Class type) {
            return new SimpleSerializedType("PersonCame", "1");
        }
    }

    private record NoNames() implements NameClaims {

        @Override
        public Optional<Refusal> taken(Email email, Username username) {
            return Optional.empty();
        }

        @Override
        public Optional<Refusal> taken(Email email, UserId user) {
            return Optional.empty();
        }

        @Override
        public Optional<UserId> ownerOf(Email email) {
            return Optional.empty();
        }
    }
}
