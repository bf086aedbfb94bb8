package io.talel.gateway.account.email;

import io.talel.gateway.auth.audit.SecurityLog;
import io.talel.gateway.auth.caller.Reauthentication;
import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.throttle.Attempt;
import io.talel.gateway.auth.throttle.Throttle;
import io.talel.gateway.auth.throttle.ThrottledAction;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.mail.queue.LinkRequests;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserCommand.RequestEmailChange;
import io.talel.kernel.user.UserId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Requests a change of the e-mail address, which requires the password. */
@Service
public final class EmailChange {

    private final EmailWhitelist whitelist;
    private final Throttle throttle;
    private final Reauthentication reauthentication;
    private final LinkRequests links;
    private final Commands commands;
    private final SecurityLog log;

    EmailChange(
            EmailWhitelist whitelist,
            Throttle throttle,
            Reauthentication reauthentication,
            LinkRequests links,
            Commands commands,
            SecurityLog log) {
        this.whitelist = whitelist;
        this.throttle = throttle;
        this.reauthentication = reauthentication;
        this.links = links;
        this.commands = commands;
        this.log = log;
    }

    /**
     * Checks a request for another address. With the password, the present one withdraws the request; without it, and if no
     * other address is waiting, it changes nothing. A request for a taken address counts as an attempt, since the answer reveals
     * that it is taken.
     *
     * @return the command, which the caller sends; empty if there is none
     */
    public Optional<AccountStep> change(
            AccountView account, @Nullable String address, @Nullable String password, Client client) {
        boolean present = account.email().value().equals(address);
        if (address == null
                || isPending(account, address)
                || (present && (account.pendingEmail() == null || password == null))) {
            return Optional.empty();
        }
        if (!present) {
            whitelist.require(address);
        }
        Email email = new Email(address);
        if (password == null) {
            throw new HttpRefusal(HttpStatus.BAD_REQUEST, "Expected 'password' key");
        }
        UserId userId = account.user().id();
        int passwordGeneration = passwordGeneration(userId, password, client);
        return Optional.of(expected -> request(userId, passwordGeneration, email, expected));
    }

    /**
     * Checks a request for the address that is waiting, which is sent its link again. Without the password it changes nothing.
     *
     * @return what the caller runs to send the link; empty if it is not sent
     */
    public Optional<Runnable> linkAgain(
            AccountView account, @Nullable String address, @Nullable String password, Client client) {
        if (address == null || password == null || !isPending(account, address)) {
            return Optional.empty();
        }
        whitelist.require(address);
        UserId userId = account.user().id();
        int passwordGeneration = passwordGeneration(userId, password, client);
        return Optional.of(() -> links.addLink(
                userId,
                account.addressVersion(),
                Objects.requireNonNull(account.pendingAddressVersion()),
                passwordGeneration));
    }

    private static boolean isPending(AccountView account, String address) {
        Email pending = account.pendingEmail();
        return pending != null && pending.value().equals(address);
    }

    private long request(UserId userId, int passwordGeneration, Email email, @Nullable Long expected) {
        StreamVersion reached =
                commands.send(userId, passwordGeneration, new RequestEmailChange(userId, email, expected));
        log.emailChangeRequested(userId);
        return reached.version();
    }

    /** Checks the password and returns its generation. */
    private int passwordGeneration(UserId userId, String password, Client client) {
        try (Attempt attempt = throttle.begin(ThrottledAction.CHANGE_EMAIL, userId.toString(), client)) {
            int generation = reauthentication.check(userId, password, client).passwordGeneration();
            attempt.succeeded();
            return generation;
        }
    }
}
