package io.talel.ops.console.imports;

import io.talel.kernel.user.AvatarUrl;
import io.talel.kernel.user.Location;
import io.talel.kernel.user.UserId;
import java.time.Instant;

/**
 * A user of the replaced service with their account.
 *
 * @param changedAt last change of the account, not before {@code registeredAt}
 */
record OldUser(
        UserId id,
        OldAccount account,
        Location location,
        AvatarUrl avatarUrl,
        Instant registeredAt,
        Instant changedAt) {

    /** @throws IllegalArgumentException with the fault, without quoting a value */
    static OldUser of(OldRow user, OldRow account) {
        Instant registered = account.time("created_at");
        Instant changed = account.time("updated_at");
        return new OldUser(
                new UserId(user.number("id")),
                OldAccount.of(
                        account.text("email"),
                        user.text("username"),
                        account.text("password"),
                        account.flag("verified")),
                user.find("location").map(Location::new).orElse(Location.NONE),
                user.find("avatar_url")
                        .filter(url -> !url.isBlank())
                        .map(AvatarUrl::new)
                        .orElse(AvatarUrl.NONE),
                registered,
                changed.isBefore(registered) ? registered : changed);
    }

    /** Without names, so that no log shows them. */
    @Override
    public String toString() {
        return id.toString();
    }
}
