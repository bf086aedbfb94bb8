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
 * What happened to accounts, as lines of {@code key=value} of one logger and as a counter. People are named by their
 * number and clients by the network that they are in: no token, password, e-mail or full address gets in here, since no
 * method takes one.
 */
@Component
public final class SecurityLog {

    /** Name of the logger, for those who send these lines elsewhere. */
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

    /** @param user empty for an e-mail that nobody has */
    public void logInFailed(Optional<UserId> user, Client client) {
        write(SecurityEvent.LOG_IN_FAILED, user.map(UserId::toString).orElse("unknown") + from(client));
    }

    /** Who is signed in did not know the password. */
    public void reauthenticationFailed(UserId user, Client client) {
        write(SecurityEvent.REAUTHENTICATION_FAILED, user + from(client));
    }

    /** With the right password. */
    public void logInOfDisabled(UserId user, Client client) {
        write(SecurityEvent.LOG_IN_OF_DISABLED, user + from(client));
    }

    public void loggedOut(UserId user, SessionId session) {
        write(SecurityEvent.LOGGED_OUT, user + " session=" + session.value());
    }

    /** Somebody ended a session of theirs from another one, or all of them at once. */
    public void sessionEnded(UserId user, SessionId session) {
        write(SecurityEvent.SESSION_ENDED, user + " session=" + session.value());
    }

    /** A refresh token is in two hands; its session was ended. */
    public void refreshTokenReused(UserId user, SessionId session, Client client) {
        write(SecurityEvent.REFRESH_TOKEN_REUSED, user + " session=" + session.value() + from(client));
    }

    /** @param action what was tried too often, one word */
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

    /** By a link that was mailed. */
    public void passwordReset(UserId user) {
        write(SecurityEvent.PASSWORD_RESET, user.toString());
    }

    public void emailChangeRequested(UserId user) {
        write(SecurityEvent.EMAIL_CHANGE_REQUESTED, user.toString());
    }

    /** The registered address, or the one that it is changed to. */
    public void emailConfirmed(UserId user) {
        write(SecurityEvent.EMAIL_CONFIRMED, user.toString());
    }

    /** By an operator; all sessions have ended. */
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
