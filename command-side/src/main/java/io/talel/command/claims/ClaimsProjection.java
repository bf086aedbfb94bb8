package io.talel.command.claims;

import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.UnknownEvent;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.user.UserEvent;
import io.talel.kernel.user.UserEvent.AvatarChanged;
import io.talel.kernel.user.UserEvent.EmailChangeRequested;
import io.talel.kernel.user.UserEvent.EmailChanged;
import io.talel.kernel.user.UserEvent.EmailConfirmed;
import io.talel.kernel.user.UserEvent.LocationChanged;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserEvent.UserRemoved;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;

/**
 * Claims names of people in the transaction that appends the event; a name that is taken refuses the whole of it. A slug is
 * claimed by the command that chooses it. Keeps what is scheduled for articles, too.
 */
final class ClaimsProjection {

    private final StoredNameClaims names;
    private final StoredSchedules schedules;

    ClaimsProjection(StoredNameClaims names, StoredSchedules schedules) {
        this.names = names;
        this.schedules = schedules;
    }

    @EventHandler
    void on(ArticleEvent event, @SequenceNumber long version) {
        schedules.on(event, version);
    }

    @EventHandler
    void on(UserEvent event) {
        switch (event) {
            case UserRegistered e -> {
                if (!names.claim(e.email(), e.userId())) {
                    throw new CommandRefused(new Refusal.EmailTaken(e.email()));
                }
                if (!names.claim(e.username(), e.userId())) {
                    throw new CommandRefused(new Refusal.UsernameTaken(e.username()));
                }
            }
            case EmailChanged e -> {
                names.releaseEmail(e.userId());
                if (!names.claim(e.email(), e.userId())) {
                    throw new CommandRefused(new Refusal.EmailTaken(e.email()));
                }
            }
            case UserRemoved e -> {
                names.releaseEmail(e.userId());
                names.releaseUsername(e.userId());
            }
            case EmailConfirmed _, EmailChangeRequested _, LocationChanged _, AvatarChanged _ -> {}
        }
    }

    @EventHandler
    void on(UnknownEvent event) {
        throw event.refused();
    }
}
