package io.talel.gateway.auth.throttle;

import io.talel.gateway.auth.throttle.Limit.Counts;
import io.talel.gateway.auth.throttle.Limit.Scope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** The limits, by variables {@code THROTTLE_*} that the README explains. */
@ConfigurationProperties("talelio.throttle")
@Validated
public record ThrottleSettings(
        @Valid Account account,
        @Valid Address address,
        @Valid Global global) {

    /** Exports of one account in the long window: each may send gigabytes. */
    private static final int EXPORTS = 5;

    /**
     * @param mails links asked for, in the long window
     * @param changes requests that change the account, in the long window
     */
    public record Account(
            @Positive int failures,
            Duration window,
            Duration delay,
            Duration longestDelay,
            @Positive int mails,
            @Positive int changes) {}

    /** @param longWindow of registrations, of links that are mailed, of changes and of exports */
    public record Address(
            @Positive int failures,
            Duration window,
            @Positive int registrations,
            @Positive int mails,
            Duration longWindow) {}

    /** Of everybody together. */
    public record Global(
            @Positive int failures,
            @Positive int registrations,
            @Positive int mails,
            Duration window) {}

    List<Limit> limits(Action action) {
        return switch (action) {
            case LOG_IN -> failures("account-failures");
            case REAUTHENTICATE -> failures("account-reauthentications");
            case REGISTER -> List.of(addressFailures(), addressRegistrations(), globalRegistrations());
            case RESET -> mails("resets");
            case RESEND -> mails("resends");
            case CHANGE_EMAIL -> mails("email-changes");
            case EXPORT -> List.of(Limit.of("account-exports", Scope.ACCOUNT, EXPORTS, address.longWindow, Counts.ALL));
            case CHANGE ->
                List.of(Limit.of(
                        "account-changes", Scope.ACCOUNT, account.changes, address.longWindow, Counts.SUCCESSES));
        };
    }

    /** @param account name of the account's: what is counted elsewhere keeps nobody waiting here */
    private List<Limit> failures(String account) {
        return List.of(accountFailures(account), addressFailures(), globalFailures());
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
                Limit.of("account-" + kind, Scope.ACCOUNT, account.mails, address.longWindow, Counts.ALL),
                Limit.of("address-" + kind, Scope.NETWORK, address.mails, address.longWindow, Counts.ALL),
                Limit.of(kind, Scope.EVERYBODY, global.mails, global.window, Counts.ALL));
    }
}
