package io.talel.gateway.account.own;

import io.talel.gateway.account.email.EmailChange;
import io.talel.gateway.auth.client.Client;
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
import io.talel.kernel.user.UserCommand;
import io.talel.kernel.user.UserCommand.ChangeAvatar;
import io.talel.kernel.user.UserCommand.ChangeLocation;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserView;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Shows and changes the account of the caller. */
@Service
final class OwnAccount {

    private final Throttle throttle;
    private final EmailChange emails;
    private final ImageAddresses images;
    private final Queries queries;
    private final Commands commands;

    OwnAccount(Throttle throttle, EmailChange emails, ImageAddresses images, Queries queries, Commands commands) {
        this.throttle = throttle;
        this.emails = emails;
        this.images = images;
        this.queries = queries;
        this.commands = commands;
    }

    AccountView show(UserId userId) {
        return queries.find(new FindAccount(userId), AccountView.class)
                .orElseThrow(() -> new HttpRefusal(HttpStatus.NOT_FOUND, "Account not found"));
    }

    /** Checks everything before it changes anything. The address comes first, since the write side may still refuse it. */
    AccountView change(UserId userId, AccountChange change, Client client) {
        AccountView account = show(userId);
        refuseOtherName(account.user(), change);
        List<Runnable> changes = Stream.of(
                        emails.change(account, change.email(), change.password(), client),
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
}
