package io.talel.gateway.auth.throttle;

import io.talel.gateway.auth.throttle.Limit.Counts;
import io.talel.gateway.auth.throttle.Limit.Scope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** The limits, by variables {@code THROTTLE_*} that the README explains. */
@ConfigurationProperties("talelio.throttle")
@Validated
public record ThrottleSettings(
        @Valid Account account,
        @Valid Address address,
        @Valid Global global) {

    /**
     * @param mails links asked for that need not wait, in the long window
     * @param changes requests that change the account, in the long window
     * @param exports in the long window: each may send gigabytes
     */
    public record Account(
            @Positive int failures,
            @DurationMin(millis = 1) Duration window,
            @DurationMin(millis = 1) Duration delay,
            @DurationMin(millis = 1) Duration longestDelay,
            @Positive int mails,
            @DurationMin(millis = 1) Duration mailDelay,
            @DurationMin(millis = 1) Duration longestMailDelay,
            @Positive int changes,
            @Positive int exports) {}

    /** @param longWindow of registrations, of links that are mailed, of changes and of exports */
    public record Address(
            @Positive int failures,
            @DurationMin(millis = 1) Duration window,
            @Positive int registrations,
            @Positive int mails,
            @DurationMin(millis = 1) Duration longWindow) {}

    /** Of everybody together. */
    public record Global(
            @Positive int failures,
            @Positive int registrations,
            @Positive int mails,
            @DurationMin(millis = 1) Duration window) {}

    List<Limit> limits(Action action) {
        return switch (action) {
            case LOG_IN -> List.of(accountFailures("account-failures"), addressFailures(), globalFailures());
            case REAUTHENTICATE -> List.of(accountFailures("account-reauthentications"), addressFailures());
            case REGISTER -> List.of(addressFailures(), addressRegistrations(), globalRegistrations());
            case RESET -> mails("resets");
            case RESEND -> mails("resends");
            case CHANGE_EMAIL -> mails("email-changes");
            case EXPORT ->
                List.of(Limit.of("account-exports", Scope.ACCOUNT, account.exports, address.longWindow, Counts.ALL));
            case CHANGE ->
                List.of(Limit.of(
                        "account-changes", Scope.ACCOUNT, account.changes, address.longWindow, Counts.SUCCESSES));
        };
    }

    private Limit accountFailures(String name) {
        return new Limit(
                name,
                Scope.ACCOUNT,
                account.failures,
                account.window,
                account.delay,
                account.longestDelay,
                Counts.FAILURES);
    }

    private Limit addressFailures() {
        return Limit.of("address-failures", Scope.NETWORK, address.failures, address.window, Counts.FAILURES);
    }

    private Limit globalFailures() {
        return Limit.of("failures", Scope.EVERYBODY, global.failures, global.window, Counts.FAILURES);
    }

    private Limit addressRegistrations() {
        return Limit.of(
                "address-registrations", Scope.NETWORK, address.registrations, address.longWindow, Counts.SUCCESSES);
    }

    private Limit globalRegistrations() {
        return Limit.of("registrations", Scope.EVERYBODY, global.registrations, global.window, Counts.ALL);
    }

    private List<Limit> mails(String kind) {
        return List.of(
                new Limit(
                        "account-" + kind,
                        Scope.ACCOUNT,
                        account.mails,
                        address.longWindow,
                        account.mailDelay,
                        account.longestMailDelay,
                        Counts.ALL),
                Limit.of("address-" + kind, Scope.NETWORK, address.mails, address.longWindow, Counts.ALL),
                Limit.of(kind, Scope.EVERYBODY, global.mails, global.window, Counts.ALL));
    }
}
