package io.talel.gateway.auth;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.mail.MailRequests;
import io.talel.gateway.auth.throttle.Action;
import io.talel.gateway.auth.throttle.Attempt;
import io.talel.gateway.auth.throttle.Throttle;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.ImageAddresses;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.image.ImageQuery.FindImage;
import io.talel.kernel.image.ImageView;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.AvatarUrl;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserCommand;
import io.talel.kernel.user.UserCommand.ChangeAvatar;
import io.talel.kernel.user.UserCommand.ChangeLocation;
import io.talel.kernel.user.UserCommand.RequestEmailChange;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserView;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** What people see and change of their own account. */
@Service
final class OwnAccount {

    private final AuthProperties properties;
    private final Throttle throttle;
    private final Reauthentication reauthentication;
    private final MailRequests mails;
    private final ImageAddresses images;
    private final Queries queries;
    private final Commands commands;
    private final SecurityLog log;

    OwnAccount(
            AuthProperties properties,
            Throttle throttle,
            Reauthentication reauthentication,
            MailRequests mails,
            ImageAddresses images,
            Queries queries,
            Commands commands,
            SecurityLog log) {
        this.properties = properties;
        this.throttle = throttle;
        this.reauthentication = reauthentication;
        this.mails = mails;
        this.images = images;
        this.queries = queries;
        this.commands = commands;
        this.log = log;
    }

    AccountView show(UserId userId) {
        return queries.find(new FindAccount(userId), AccountView.class)
                .orElseThrow(() -> new HttpRefusal(HttpStatus.NOT_FOUND, "Account not found"));
    }

    /** Everything is judged before anything is changed; the address comes first, since the write side may still refuse it. */
    AccountView change(UserId userId, AccountChange change, Client client) {
        AccountView account = show(userId);
        refuseOtherName(account.user(), change);
        List<Runnable> changes = Stream.of(
                        email(account, change, client),
                        location(account.user(), change).map(command -> sending(userId, command)),
                        avatar(account.user(), change).map(command -> sending(userId, command)))
                .flatMap(Optional::stream)
                .toList();
        if (changes.isEmpty()) {
            return account;
        }
        try (Attempt attempt = throttle.begin(Action.CHANGE, userId.toString(), client)) {
            changes.forEach(Runnable::run);
            attempt.succeeded();
        }
        return show(userId);
    }

    private Runnable sending(UserId userId, UserCommand.Change command) {
        return () -> commands.send(userId, command);
    }

    private Runnable sending(UserId userId, int passwordNumber, RequestEmailChange command) {
        return () -> {
            commands.send(userId, passwordNumber, command);
            log.emailChangeRequested(userId);
        };
    }

    private static void refuseOtherName(UserView user, AccountChange change) {
        if (change.username() != null
                && !change.username().equals(user.username().value())) {
            throw new InvalidValue("username", "cannot be changed");
        }
    }

    private static Optional<UserCommand.Change> location(UserView user, AccountChange change) {
        return Optional.ofNullable(change.location())
                .filter(location -> !location.value().equals(user.location()))
                .map(location -> new ChangeLocation(user.id(), location));
    }

    private Optional<UserCommand.Change> avatar(UserView user, AccountChange change) {
        return Optional.ofNullable(change.avatarUrl())
                .filter(url -> !url.equals(user.avatarUrl()))
                .map(url -> new ChangeAvatar(user.id(), avatar(user, url)));
    }

    private AvatarUrl avatar(UserView user, String url) {
        if (url.isEmpty() || url.equals(AvatarUrl.DEFAULT)) {
            return AvatarUrl.NONE;
        }
        return images.file(url, user.username())
                .filter(file -> queries.find(new FindImage(user.id(), file), ImageView.class)
                        .isPresent())
                .map(file -> new AvatarUrl(images.of(user.username(), file)))
                .orElseThrow(() -> new InvalidValue("avatar_url", "must be the address of an image that you uploaded"));
    }

    /**
     * To take back a request takes the password as well: whoever made it knew it. Who makes the same one again with the
     * password gets the link again. An address that is taken counts too, since the answer tells so.
     */
    private Optional<Runnable> email(AccountView account, AccountChange change, Client client) {
        Email wanted = account.pendingEmail() == null ? account.email() : account.pendingEmail();
        boolean same = wanted.value().equals(change.email());
        boolean again = same && account.pendingEmail() != null && change.password() != null;
        if (change.email() == null || (same && !again)) {
            return Optional.empty();
        }
        if (!properties.mayRegister(change.email())) {
            throw new HttpRefusal(HttpStatus.BAD_REQUEST, "Email not whitelisted");
        }
        Email email = new Email(change.email());
        if (change.password() == null) {
            throw new HttpRefusal(HttpStatus.BAD_REQUEST, "Expected 'password' key");
        }
        UserId userId = account.user().id();
        int passwordNumber = passwordNumber(userId, change.password(), client);
        if (again) {
            mails.addLink(
                    userId,
                    account.emailGivenAt(),
                    Objects.requireNonNull(account.pendingEmailGivenAt()),
                    passwordNumber);
            return Optional.empty();
        }
        return Optional.of(sending(userId, passwordNumber, new RequestEmailChange(userId, email)));
    }

    /** Which of the person's passwords this is. */
    private int passwordNumber(UserId userId, String password, Client client) {
        try (Attempt attempt = throttle.begin(Action.CHANGE_EMAIL, userId.toString(), client)) {
            int number = reauthentication.check(userId, password, client).passwordNumber();
            attempt.succeeded();
            return number;
        }
    }
}
