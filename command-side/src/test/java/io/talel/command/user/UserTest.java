package io.talel.command.user;

import static io.talel.command.Users.ADA;
import static io.talel.command.Users.ADAS_EMAIL;
import static io.talel.command.Users.ADAS_NAME;
import static io.talel.command.Users.NEW_EMAIL;
import static io.talel.command.Users.adaRegistered;
import static io.talel.command.Users.adaRemoved;
import static io.talel.command.Users.adasEmailConfirmed;
import static io.talel.command.Users.avatarChanged;
import static io.talel.command.Users.confirm;
import static io.talel.command.Users.emailChanged;
import static io.talel.command.Users.locationChanged;
import static io.talel.command.Users.moveToLondon;
import static io.talel.command.Users.newEmailRequested;
import static io.talel.command.Users.registerAda;
import static io.talel.command.Users.removeAda;
import static io.talel.command.Users.requestEmail;
import static io.talel.command.Users.showSunset;

import io.talel.command.Users;
import io.talel.command.claims.NameClaims;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Recorded;
import io.talel.kernel.Refusal;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.ErasedName;
import io.talel.kernel.user.UserCommand;
import io.talel.kernel.user.UserCommand.ChangeAvatar;
import io.talel.kernel.user.UserCommand.ChangeLocation;
import io.talel.kernel.user.UserCommand.RequestEmailChange;
import io.talel.kernel.user.UserEvent.EmailChangeRequested;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
        refused(user.givenNoPriorActivity().when(registerAda()), new Refusal.EmailTaken(ADAS_EMAIL));
    }

    @Test
    void a_registration_with_a_taken_username_is_refused() {
        names(Optional.of(new Refusal.UsernameTaken(ADAS_NAME)));
        refused(user.givenNoPriorActivity().when(registerAda()), new Refusal.UsernameTaken(ADAS_NAME));
    }

    @Test
    void a_person_registers_once() {
        names(Optional.empty());
        user.given(adaRegistered())
                .when(registerAda())
                .expectNoEvents()
                .expectException(Matchers.matches(error -> error instanceof EventStoreException));
    }

    @Test
    void the_registered_address_is_confirmed() {
        user.given(adaRegistered())
                .when(confirm(0))
                .expectEvents(adasEmailConfirmed())
                .expectResultMessagePayload(reached(1));
    }

    @Test
    void a_confirmed_address_is_not_confirmed_again() {
        refused(user.given(adaRegistered(), adasEmailConfirmed()).when(confirm(0)), new Refusal.OutdatedEmail(ADA));
    }

    @Test
    void an_event_that_gave_no_address_confirms_none() {
        refused(user.given(adaRegistered(), locationChanged()).when(confirm(1)), new Refusal.OutdatedEmail(ADA));
    }

    @Test
    void a_requested_address_becomes_that_of_the_account_once_it_is_confirmed() {
        user.given(adaRegistered(), newEmailRequested())
                .when(confirm(1))
                .expectEvents(emailChanged())
                .expectResultMessagePayload(reached(2));
    }

    @Test
    void the_registered_address_can_be_confirmed_while_another_one_is_asked_for() {
        user.given(adaRegistered(), newEmailRequested()).when(confirm(0)).expectEvents(adasEmailConfirmed());
    }

    @Test
    void a_requested_address_is_outdated_by_the_next_request() {
        refused(
                user.given(adaRegistered(), newEmailRequested(), requested("third@example.org"))
                        .when(confirm(1)),
                new Refusal.OutdatedEmail(ADA));
    }

    @Test
    void a_changed_address_counts_as_confirmed() {
        refused(
                user.given(adaRegistered(), newEmailRequested(), emailChanged()).when(confirm(2)),
                new Refusal.OutdatedEmail(ADA));
        refused(
                user.given(adaRegistered(), newEmailRequested(), emailChanged()).when(confirm(0)),
                new Refusal.OutdatedEmail(ADA));
    }

    @Test
    void another_address_is_asked_for() {
        names(Optional.empty());
        user.given(adaRegistered())
                .when(requestEmail(NEW_EMAIL))
                .expectEvents(newEmailRequested())
                .expectResultMessagePayload(reached(1));
    }

    @Test
    void an_address_of_somebody_else_cannot_be_asked_for() {
        names(Optional.of(new Refusal.EmailTaken(NEW_EMAIL)));
        refused(user.given(adaRegistered()).when(requestEmail(NEW_EMAIL)), new Refusal.EmailTaken(NEW_EMAIL));
    }

    @Test
    void to_ask_for_the_address_that_one_has_or_is_to_have_records_nothing() {
        names(Optional.empty());
        user.given(adaRegistered())
                .when(requestEmail(ADAS_EMAIL))
                .expectNoEvents()
                .expectResultMessagePayload(reached(0));
        user.given(adaRegistered(), newEmailRequested())
                .when(requestEmail(NEW_EMAIL))
                .expectNoEvents()
                .expectResultMessagePayload(reached(1));
    }

    @Test
    void to_ask_for_the_address_of_the_account_takes_a_request_back() {
        names(Optional.empty());
        user.given(adaRegistered(), newEmailRequested())
                .when(requestEmail(ADAS_EMAIL))
                .expectEvents(new EmailChangeRequested(ADA, ADAS_EMAIL));
        refused(
                user.given(adaRegistered(), newEmailRequested(), new EmailChangeRequested(ADA, ADAS_EMAIL))
                        .when(confirm(1)),
                new Refusal.OutdatedEmail(ADA));
    }

    @Test
    void a_change_of_another_version_than_expected_is_refused() {
        names(Optional.empty());
        for (UserCommand change : List.of(
                new ChangeLocation(ADA, Users.LONDON, 1L),
                new ChangeAvatar(ADA, Users.SUNSET, 1L),
                new RequestEmailChange(ADA, NEW_EMAIL, 1L))) {
            refused(user.given(adaRegistered()).when(change), new Refusal.OtherVersion("user-7"));
            user.given(adaRegistered(), adasEmailConfirmed()).when(change).expectResultMessagePayload(reached(2));
        }
    }

    @Test
    void a_person_moves() {
        user.given(adaRegistered())
                .when(moveToLondon())
                .expectEvents(locationChanged())
                .expectResultMessagePayload(reached(1));
    }

    @Test
    void to_move_where_one_is_records_nothing() {
        user.given(adaRegistered(), locationChanged())
                .when(moveToLondon())
                .expectNoEvents()
                .expectResultMessagePayload(reached(1));
    }

    @Test
    void a_person_shows_a_picture() {
        user.given(adaRegistered())
                .when(showSunset())
                .expectEvents(avatarChanged())
                .expectResultMessagePayload(reached(1));
    }

    @Test
    void to_show_the_same_picture_records_nothing() {
        user.given(adaRegistered(), avatarChanged())
                .when(showSunset())
                .expectNoEvents()
                .expectResultMessagePayload(reached(1));
    }

    @Test
    void a_person_is_removed() {
        user.given(adaRegistered()).when(removeAda()).expectEvents(adaRemoved()).expectResultMessagePayload(reached(1));
    }

    @Test
    void a_removed_person_is_removed_already() {
        user.given(adaRegistered(), adaRemoved())
                .when(removeAda())
                .expectNoEvents()
                .expectResultMessagePayload(reached(1));
    }

    @Test
    void nobody_is_removed_who_never_registered() {
        user.givenNoPriorActivity()
                .when(removeAda())
                .expectNoEvents()
                .expectException(AggregateNotFoundException.class);
    }

    static Stream<UserCommand.Change> changes() {
        return Stream.of(confirm(0), requestEmail(NEW_EMAIL), moveToLondon(), showSunset());
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_removed_person_refuses_every_change(UserCommand.Change change) {
        names(Optional.empty());
        refused(user.given(adaRegistered(), adaRemoved()).when(change), new Refusal.Unknown("user-7"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_person_whose_key_is_gone_refuses_every_change(UserCommand.Change change) {
        names(Optional.empty());
        UserRegistered erased = new UserRegistered(ADA, new Email(Email.ERASED), new Username(ErasedName.TEXT));
        refused(user.given(erased).when(change), new Refusal.Unknown("user-7"));
    }

    private static StreamVersion reached(long version) {
        return new StreamVersion("user-7", version);
    }

    private static EmailChangeRequested requested(String email) {
        return new EmailChangeRequested(ADA, new Email(email));
    }

    private static void refused(ResultValidator<User> result, Refusal refusal) {
        result.expectNoEvents().expectException(CommandRefused.class).expectExceptionMessage(refusal.toString());
    }

    private void names(Optional<Refusal> taken) {
        NameClaims names = new NameClaims() {
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
        };
        user.registerAnnotatedCommandHandler(new UserRegistration(user.getRepository(), names));
        user.registerAnnotatedCommandHandler(new EmailChanges(user.getRepository(), names));
    }
}
