package io.talel.gateway.account.own;

import io.talel.gateway.account.email.AccountStep;
import io.talel.gateway.account.email.EmailChange;
import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.throttle.Attempt;
import io.talel.gateway.auth.throttle.Throttle;
import io.talel.gateway.auth.throttle.ThrottledAction;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.ImageUrls;
import io.talel.gateway.web.NotFoundRefusals;
import io.talel.gateway.web.parameter.IfMatch;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.Refusal;
import io.talel.kernel.image.ImageFileName;
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
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Shows and changes the account of the caller. */
@Service
final class OwnAccount {

    private final Throttle throttle;
    private final EmailChange emails;
    private final ImageUrls images;
    private final Queries queries;
    private final NotFoundRefusals refusals;
    private final Commands commands;

    OwnAccount(
            Throttle throttle,
            EmailChange emails,
            ImageUrls images,
            Queries queries,
            NotFoundRefusals refusals,
            Commands commands) {
        this.throttle = throttle;
        this.emails = emails;
        this.images = images;
        this.queries = queries;
        this.refusals = refusals;
        this.commands = commands;
    }

    AccountView show(UserId userId) {
        return queries.find(new FindAccount(userId), AccountView.class)
                .orElseThrow(() -> new HttpRefusal(HttpStatus.NOT_FOUND, "Account not found"));
    }

    /**
     * Checks everything before it changes anything or mails a link. The address comes first, since the write side may still
     * refuse it.
     *
     * @throws CommandRefused as another version than that of {@code If-Match}, also if somebody else changes the account between
     *     two of the commands: then what was sent before is done
     */
    AccountView change(UserId userId, IfMatch ifMatch, AccountChangeRequest change, Client client) {
        AccountView account = show(userId);
        long version = account.user().version();
        if (!ifMatch.allows(version)) {
            throw new CommandRefused(new Refusal.OtherVersion(userId.toString()));
        }
        refuseOtherName(account.user(), change);
        Optional<AccountStep> location = location(account.user(), change);
        Optional<AccountStep> avatar = avatar(account.user(), change);
        Optional<AccountStep> email = emails.change(account, change.email(), change.password(), client);
        Optional<Runnable> linkAgain = emails.linkAgain(account, change.email(), change.password(), client);
        List<AccountStep> steps =
                Stream.of(email, location, avatar).flatMap(Optional::stream).toList();
        if (!steps.isEmpty()) {
            try (Attempt attempt = throttle.begin(ThrottledAction.CHANGE, userId.toString(), client)) {
                send(steps, ifMatch.isAny() ? null : version);
                attempt.succeeded();
            }
        }
        linkAgain.ifPresent(Runnable::run);
        return steps.isEmpty() ? account : show(userId);
    }

    private static void send(List<AccountStep> steps, @Nullable Long expected) {
        Long next = expected;
        for (AccountStep step : steps) {
            long reached = step.send(next);
            next = next == null ? null : reached;
        }
    }

    private static void refuseOtherName(UserView user, AccountChangeRequest change) {
        if (change.username() != null
                && !change.username().equals(user.username().value())) {
            throw new InvalidValue("username", "cannot be changed");
        }
    }

    private Optional<AccountStep> location(UserView user, AccountChangeRequest change) {
        return Optional.ofNullable(change.location())
                .filter(location -> !location.value().equals(user.location()))
                .map(location -> expected -> send(new ChangeLocation(user.id(), location, expected)));
    }

    private Optional<AccountStep> avatar(UserView user, AccountChangeRequest change) {
        return Optional.ofNullable(change.avatarUrl())
                .filter(url -> !url.equals(user.avatarUrl()))
                .map(url -> avatar(user, url))
                .map(avatar -> expected -> send(new ChangeAvatar(user.id(), avatar, expected)));
    }

    private long send(UserCommand.Change command) {
        return commands.send(command.userId(), command).version();
    }

    private AvatarUrl avatar(UserView user, String url) {
        if (url.isEmpty() || url.equals(AvatarUrl.DEFAULT)) {
            return AvatarUrl.NONE;
        }
        return images.file(url, user.username())
                .filter(file -> exists(user.id(), file))
                .map(file -> new AvatarUrl(images.of(user.username(), file)))
                .orElseThrow(() -> new InvalidValue("avatar_url", "must be the address of an image that you uploaded"));
    }

    /** @throws HttpRefusal with 503 if the image is not shown yet */
    private boolean exists(UserId owner, ImageFileName file) {
        if (queries.find(new FindImage(owner, file), ImageView.class).isPresent()) {
            return true;
        }
        refusals.ofLateImage(owner, file).ifPresent(late -> {
            throw late;
        });
        return false;
    }
}
