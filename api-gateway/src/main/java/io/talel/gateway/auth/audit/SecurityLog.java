package io.talel.gateway.auth.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.session.SessionId;
import io.talel.kernel.user.UserId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Logs security events of accounts as lines of {@code key=value} and counts them. A line names a user by number and a client by
 * network. No method takes a token, password, e-mail or full address.
 */
@Component
public final class SecurityLog {

    /** Name of the logger, for forwarding these lines. */
    private static final Logger LOG = LoggerFactory.getLogger("io.talel.security");

    private final Map<SecurityEvent, Counter> counters = new EnumMap<>(SecurityEvent.class);

    public SecurityLog(MeterRegistry registry) {
        for (SecurityEvent event : SecurityEvent.values()) {
            counters.put(
                    event,
                    Counter.builder("talelio.security.events")
                            .tag("event", event.label())
                            .register(registry));
        }
    }

    public void loggedIn(UserId user, SessionId session, Client client) {
        write(SecurityEvent.LOGGED_IN, user + " session=" + session.value() + from(client));
    }

    /** @param user empty for an unknown e-mail */
    public void logInFailed(Optional<UserId> user, Client client) {
        write(SecurityEvent.LOG_IN_FAILED, user.map(UserId::toString).orElse("unknown") + from(client));
    }

    /** A signed-in caller has entered a wrong password. */
    public void reauthenticationFailed(UserId user, Client client) {
        write(SecurityEvent.REAUTHENTICATION_FAILED, user + from(client));
    }

    /** A disabled user has entered the right password. */
    public void logInOfDisabled(UserId user, Client client) {
        write(SecurityEvent.LOG_IN_OF_DISABLED, user + from(client));
    }

    public void loggedOut(UserId user, SessionId session) {
        write(SecurityEvent.LOGGED_OUT, user + " session=" + session.value());
    }

    /** A user has ended a session from another one, or all sessions at once. */
    public void sessionEnded(UserId user, SessionId session) {
        write(SecurityEvent.SESSION_ENDED, user + " session=" + session.value());
    }

    /** A refresh token was used twice, so two clients have it; its session was ended. */
    public void refreshTokenReused(UserId user, SessionId session, Client client) {
        write(SecurityEvent.REFRESH_TOKEN_REUSED, user + " session=" + session.value() + from(client));
    }

    /** @param action what was tried too often, in one word */
    public void throttled(String action, Client client) {
        write(SecurityEvent.THROTTLED, "unknown action=" + action + from(client));
    }

    /** @param action what the person did too often, one word */
    public void throttled(String action, UserId user) {
        write(SecurityEvent.THROTTLED, user + " action=" + action);
    }

    public void passwordChanged(UserId user) {
        write(SecurityEvent.PASSWORD_CHANGED, user.toString());
    }

    /** The password was reset by a link. */
    public void passwordReset(UserId user) {
        write(SecurityEvent.PASSWORD_RESET, user.toString());
    }

    public void emailChangeRequested(UserId user) {
        write(SecurityEvent.EMAIL_CHANGE_REQUESTED, user.toString());
    }

    /** A registered or a new address was confirmed. */
    public void emailConfirmed(UserId user) {
        write(SecurityEvent.EMAIL_CONFIRMED, user.toString());
    }

    /** An operator has disabled the account; all sessions have ended. */
    public void accountDisabled(UserId user) {
        write(SecurityEvent.ACCOUNT_DISABLED, user.toString());
    }

    public void accountErased(UserId user) {
        write(SecurityEvent.ACCOUNT_ERASED, user.toString());
    }

    private void write(SecurityEvent event, String details) {
        Objects.requireNonNull(counters.get(event)).increment();
        LOG.info("event={} user={}", event.label(), details);
    }

    private static String from(Client client) {
        return " network=" + client.address().coarse() + " agent=\"" + client.agent() + '"';
    }
}
