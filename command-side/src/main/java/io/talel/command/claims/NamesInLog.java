package io.talel.command.claims;

import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserEvent;
import io.talel.kernel.user.UserEvent.AvatarChanged;
import io.talel.kernel.user.UserEvent.EmailChangeRequested;
import io.talel.kernel.user.UserEvent.EmailChanged;
import io.talel.kernel.user.UserEvent.EmailConfirmed;
import io.talel.kernel.user.UserEvent.LocationChanged;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserEvent.UserRemoved;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import java.util.HashMap;
import java.util.Map;

/**
 * Claims the names that users have at the end of the log. A name that another user still has waits for that end: the user who
 * gave it up committed first, but may have a later place in the log than the one who took it.
 */
final class NamesInLog {

    private final StoredNameClaims names;
    private final Map<UserId, Email> waitingEmails = new HashMap<>();
    private final Map<UserId, Username> waitingUsernames = new HashMap<>();

    NamesInLog(StoredNameClaims names) {
        this.names = names;
    }

    /** What erased persons were called nobody knows, so they have no names. */
    void on(UserEvent event) {
        switch (event) {
            case UserRegistered e when e.email().isErased() -> {}
            case UserRegistered e -> {
                claim(e.email(), e.userId());
                if (!names.claim(e.username(), e.userId())) {
                    waitingUsernames.put(e.userId(), e.username());
                }
            }
            case EmailChanged e when e.email().isErased() -> {}
            case EmailChanged e -> {
                names.releaseEmail(e.userId());
                claim(e.email(), e.userId());
            }
            case UserRemoved e -> {
                names.releaseEmail(e.userId());
                names.releaseUsername(e.userId());
                waitingEmails.remove(e.userId());
                waitingUsernames.remove(e.userId());
            }
            case EmailConfirmed _, EmailChangeRequested _, LocationChanged _, AvatarChanged _ -> {}
        }
    }

    /** @throws IllegalStateException if the log gives a name to two users */
    void end() {
        waitingEmails.forEach((user, email) -> require(names.claim(email, user), "address", user));
        waitingUsernames.forEach((user, username) -> require(names.claim(username, user), "username", user));
    }

    private void claim(Email email, UserId user) {
        if (names.claim(email, user)) {
            waitingEmails.remove(user);
        } else {
            waitingEmails.put(user, email);
        }
    }

    private static void require(boolean claimed, String name, UserId user) {
        if (!claimed) {
            throw new IllegalStateException("the log gives the %s of %s to another user too".formatted(name, user));
        }
    }
}
