package io.talel.command.user;

import static io.talel.command.Users.ADAS_EMAIL;
import static io.talel.command.Users.ADAS_NAME;
import static io.talel.command.Users.adaRegistered;
import static io.talel.command.Users.registerAda;

import io.talel.command.claims.NameClaims;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Recorded;
import io.talel.kernel.Refusal;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.Test;

class UserTest {

    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.000007Z");

    private final AggregateTestFixture<User> user = new AggregateTestFixture<>(User.class);

    @Test
    void a_person_registers_with_free_names() {
        names(Optional.empty());
        user.givenCurrentTime(NOW)
                .when(registerAda())
                .expectEvents(adaRegistered())
                .expectResultMessagePayload(new Recorded<>(new StreamVersion("user-7", 0), NOW, adaRegistered()));
    }

    @Test
    void a_registration_with_a_taken_address_is_refused() {
        names(Optional.of(new Refusal.EmailTaken(ADAS_EMAIL)));
        user.givenNoPriorActivity()
                .when(registerAda())
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionMessage(new Refusal.EmailTaken(ADAS_EMAIL).toString());
    }

    @Test
    void a_registration_with_a_taken_username_is_refused() {
        names(Optional.of(new Refusal.UsernameTaken(ADAS_NAME)));
        user.givenNoPriorActivity()
                .when(registerAda())
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionMessage(new Refusal.UsernameTaken(ADAS_NAME).toString());
    }

    @Test
    void a_person_registers_once() {
        names(Optional.empty());
        user.given(adaRegistered())
                .when(registerAda())
                .expectNoEvents()
                .expectException(Matchers.matches(error -> error instanceof EventStoreException));
    }

    private void names(Optional<Refusal> taken) {
        user.registerAnnotatedCommandHandler(new UserRegistration(user.getRepository(), new NameClaims() {
            @Override
            public Optional<Refusal> taken(Email email, Username username) {
                return taken;
            }

            @Override
            public Optional<Refusal> taken(Email email, UserId user) {
                return taken;
            }

            @Override
            public Optional<UserId> ownerOf(Email email) {
                return Optional.empty();
            }
        }));
    }
}
