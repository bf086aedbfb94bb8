package io.talel.gateway.auth.throttle;

import io.talel.gateway.auth.throttle.Limit.Counts;
import io.talel.gateway.auth.throttle.Limit.Scope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** Limits of attempts, set by the variables {@code THROTTLE_*} in the README. */
@ConfigurationProperties("talelio.throttle")
@Validated
public record ThrottleSettings(
        @Valid Account account,
        @Valid Address address,
        @Valid Global global) {

    /**
     * @param logIns successful log-ins within the window
     * @param mails requests for links without a delay, in the long window
     * @param changes changes of the account, in the long window
     * @param exports exports in the long window; each may send gigabytes
     */
    public record Account(
            @Positive int failures,
            @Positive int logIns,
            @DurationMin(millis = 1) Duration window,
            @DurationMin(millis = 1) Duration delay,
            @DurationMin(millis = 1) Duration longestDelay,
            @Positive int mails,
            @DurationMin(millis = 1) Duration mailDelay,
            @DurationMin(millis = 1) Duration longestMailDelay,
            @Positive int changes,
            @Positive int exports) {}

    /**
     * @param longWindow for registrations, mailed links, changes and exports
     * @param growth factor of all limits from a /64 to its /56, and from a /56 to its /48
     */
    public record Address(
            @Positive int failures,
            @Positive int logIns,
            @DurationMin(millis = 1) Duration window,
            @Positive int registrations,
            @Positive int mails,
            @DurationMin(millis = 1) Duration longWindow,
            @Min(1) int growth) {}

    /**
     * Limits of all clients together.
     *
     * @param failures 0: as many as a node can hash within the window, at least twice the limit of a /48
     */
    public record Global(
            @PositiveOrZero int failures,
            @Positive int registrations,
            @Positive int mails,
            @DurationMin(millis = 1) Duration window) {}

    /** @param capacity number of passwords that this node can hash within a duration */
    List<Limit> limits(ThrottledAction action, ToIntFunction<Duration> capacity) {
        return switch (action) {
            case LOG_IN ->
                concat(
                        List.of(accountFailures("account-failures"), accountLogIns(), globalFailures(capacity)),
                        addressFailures(),
                        networks("address-log-ins", address.logIns, address.window, Counts.SUCCESSES));
            case REAUTHENTICATE -> concat(List.of(accountFailures("account-reauthentications")), addressFailures());
            case REGISTER ->
                concat(
                        List.of(globalRegistrations()),
                        addressFailures(),
                        networks("address-registrations", address.registrations, address.longWindow, Counts.SUCCESSES));
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
        return growing(name, account.failures, Counts.FAILURES);
    }

    private Limit accountLogIns() {
        return growing("account-log-ins", account.logIns, Counts.SUCCESSES);
    }

    private Limit growing(String name, int most, Counts counts) {
        return new Limit(name, Scope.ACCOUNT, most, account.window, account.delay, account.longestDelay, counts);
    }

    private List<Limit> addressFailures() {
        return networks("address-failures", address.failures, address.window, Counts.FAILURES);
    }

    private Limit globalFailures(ToIntFunction<Duration> capacity) {
        int most = global.failures > 0
                ? global.failures
                : Math.max(capacity.applyAsInt(global.window), 2 * grown(address.failures, 2));
        return Limit.of("failures", Scope.EVERYBODY, most, global.window, Counts.FAILURES);
    }

    private Limit globalRegistrations() {
        return Limit.of("registrations", Scope.EVERYBODY, global.registrations, global.window, Counts.ALL);
    }

    private List<Limit> mails(String kind) {
        Limit ofAccount = new Limit(
                "account-" + kind,
                Scope.ACCOUNT,
                account.mails,
                address.longWindow,
                account.mailDelay,
                account.longestMailDelay,
                Counts.ALL);
        Limit ofEverybody = Limit.of(kind, Scope.EVERYBODY, global.mails, global.window, Counts.ALL);
        return concat(
                List.of(ofAccount, ofEverybody),
                networks("address-" + kind, address.mails, address.longWindow, Counts.ALL));
    }

    /** Limits for a network and for the larger ones around it, which bound all their small networks together. */
    private List<Limit> networks(String name, int most, Duration window, Counts counts) {
        return List.of(
                Limit.of(name, Scope.NETWORK, most, window, counts),
                Limit.of(name + "-56", Scope.NETWORK_56, grown(most, 1), window, counts),
                Limit.of(name + "-48", Scope.NETWORK_48, grown(most, 2), window, counts));
    }

    private int grown(int most, int times) {
        return (int) Math.min(Integer.MAX_VALUE / 2, most * Math.pow(address.growth, times));
    }

    @SafeVarargs
    private static List<Limit> concat(List<Limit>... lists) {
        return Stream.of(lists).flatMap(List::stream).toList();
    }
}
