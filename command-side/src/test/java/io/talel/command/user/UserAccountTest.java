package io.talel.command.user;

import static io.talel.command.Users.ADA;
import static io.talel.command.Users.ADAS_EMAIL;
import static io.talel.command.Users.ADAS_NAME;
import static io.talel.command.Users.LONDON;
import static io.talel.command.Users.NEW_EMAIL;
import static io.talel.command.Users.adaRegistered;
import static io.talel.command.Users.adaRemoved;
import static io.talel.command.Users.adasEmailConfirmed;
import static io.talel.command.Users.emailChanged;
import static io.talel.command.Users.locationChanged;
import static io.talel.command.Users.newEmailRequested;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.AvatarUrl;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.Location;
import io.talel.kernel.user.UserEvent;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserView;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UserAccountTest {

    private static final Instant REGISTERED = Instant.parse("2026-02-03T04:05:06.000007Z");

    @Test
    void a_new_account_has_an_address_that_is_not_confirmed() {
        assertThat(account(adaRegistered()))
                .contains(new AccountView(
                        REGISTERED, REGISTERED, ADAS_EMAIL, 0, false, null, null, ada(0, Location.NONE)));
    }

    @Test
    void an_address_that_is_asked_for_is_shown_beside_the_confirmed_one() {
        assertThat(account(adaRegistered(), adasEmailConfirmed(), locationChanged(), newEmailRequested()))
                .contains(new AccountView(
                        REGISTERED, secondsLater(3), ADAS_EMAIL, 0, true, NEW_EMAIL, 3L, ada(3, LONDON)));
    }

    @Test
    void the_address_that_was_asked_for_becomes_the_address() {
        assertThat(account(adaRegistered(), newEmailRequested(), emailChanged()))
                .map(AccountView::email)
                .contains(NEW_EMAIL);
    }

    @Test
    void a_removed_person_has_no_account() {
        assertThat(account(adaRegistered(), adaRemoved())).isEmpty();
    }

    @Test
    void a_person_whose_key_is_gone_has_no_account() {
        assertThat(account(new UserRegistered(ADA, new Email(Email.ERASED), ADAS_NAME)))
                .isEmpty();
    }

    /** One event a second. */
    private static Optional<AccountView> account(UserEvent... events) {
        User user = new User();
        for (int i = 0; i < events.length; i++) {
            user.on(events[i], secondsLater(i), i);
        }
        return user.account();
    }

    private static Instant secondsLater(int seconds) {
        return REGISTERED.plusSeconds(seconds);
    }

    private static UserView ada(long version, Location location) {
        return new UserView(ADA, version, ADAS_NAME, location.value(), AvatarUrl.NONE.value());
    }
}
