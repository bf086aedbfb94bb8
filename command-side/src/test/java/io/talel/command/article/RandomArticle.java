package io.talel.command.article;

import io.talel.command.Articles;
import io.talel.kernel.MessageMetaData;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.ArticleDrafted;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleEvent.ArticleRepublished;
import io.talel.kernel.article.ArticleEvent.ArticleRestored;
import io.talel.kernel.article.ArticleEvent.ArticleRetitled;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.kernel.article.ArticleEvent.ArticleScheduled;
import io.talel.kernel.article.ArticleEvent.ArticleTrashed;
import io.talel.kernel.article.ArticleEvent.ArticleUnpublished;
import io.talel.kernel.article.ArticleEvent.DraftPublished;
import io.talel.kernel.article.ArticleEvent.ScheduleCancelled;
import io.talel.kernel.article.ArticleEvent.VersionPinned;
import io.talel.kernel.article.ArticleEvent.VersionUnpinned;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ScheduledTime;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** An article under random actions, and what is seen of it after each of its events. */
final class RandomArticle {

    static final ArticleId ID = Articles.HELLO;
    static final UserId AUTHOR = new UserId(7);
    static final Instant BEGINNING = Instant.parse("2026-02-03T04:05:06.000007Z");

    enum Action {
        REVISE,
        RETITLE,
        RENAME,
        PUBLISH,
        UNPUBLISH,
        SCHEDULE,
        CANCEL,
        COME_DUE,
        TRASH,
        RESTORE,
        REVERT
    }

    /**
     * @param own what its author sees
     * @param shown what readers see
     * @param isNews whether readers see a new version
     */
    record Seen(long version, Instant at, ArticleContent own, Optional<ArticleContent> shown, boolean isNews) {}

    private final List<DomainEventMessage<?>> events = new ArrayList<>();
    private final List<Seen> seen = new ArrayList<>();
    private ArticleContent content;
    private @Nullable ArticleContent pinned;
    private @Nullable ArticleContent scheduled;
    private long scheduledVersion;
    private boolean published;
    private boolean wasPublished;
    private boolean trashed;

    RandomArticle(boolean asDraft) {
        content = Articles.content("Hello", "# Hello");
        published = !asDraft;
        wasPublished = published;
        Slug slug = new Slug("hello");
        append(
                asDraft
                        ? ArticleDrafted.of(ID, AUTHOR, slug, 1, content)
                        : ArticlePublished.of(ID, AUTHOR, slug, 1, content),
                published);
    }

    List<DomainEventMessage<?>> events() {
        return events;
    }

    List<Seen> seen() {
        return seen;
    }

    boolean isPublic() {
        return published && !trashed;
    }

    void act(Action action) {
        if (trashed && action != Action.RESTORE) {
            return;
        }
        String next = String.valueOf(events.size());
        switch (action) {
            case REVISE -> say(Articles.content(content.title().value(), "# " + next));
            case RETITLE -> say(Articles.content("Title " + next, content.body().value()));
            case RENAME -> append(Articles.slugChanged(ID, "slug-" + next, 1), pinned == null);
            case REVERT -> say(seen.get(events.size() * 7 % seen.size()).own());
            case PUBLISH -> {
                unpin();
                publish();
            }
            case UNPUBLISH -> {
                if (published) {
                    published = false;
                    append(new ArticleUnpublished(ID), false);
                }
            }
            case SCHEDULE -> {
                if (!published || pinned != null) {
                    scheduled = content;
                    scheduledVersion = events.size();
                    append(new ArticleScheduled(ID, new ScheduledTime(BEGINNING), ScheduledTime.NEVER), false);
                }
            }
            case CANCEL -> {
                if (scheduled != null) {
                    scheduled = null;
                    append(new ScheduleCancelled(ID), false);
                }
            }
            case COME_DUE -> comeDue();
            case TRASH -> {
                trashed = true;
                scheduled = null;
                append(new ArticleTrashed(ID), false);
            }
            case RESTORE -> {
                if (trashed) {
                    trashed = false;
                    append(new ArticleRestored(ID), true);
                }
            }
        }
    }

    private void say(ArticleContent next) {
        if (!next.equals(content)) {
            boolean retitled = !next.title().equals(content.title());
            content = next;
            append(retitled ? ArticleRetitled.of(ID, next) : ArticleRevised.of(ID, next), pinned == null);
        }
    }

    private void comeDue() {
        ArticleContent due = scheduled;
        if (due == null) {
            return;
        }
        if (due.equals(content)) {
            unpin();
        } else {
            pinned = due;
            scheduled = null;
            append(VersionPinned.of(ID, scheduledVersion, due), true);
        }
        publish();
    }

    private void unpin() {
        if (pinned != null) {
            pinned = null;
            scheduled = null;
            append(new VersionUnpinned(ID), true);
        }
    }

    private void publish() {
        scheduled = null;
        if (!published) {
            published = true;
            append(wasPublished ? new ArticleRepublished(ID) : new DraftPublished(ID), true);
            wasPublished = true;
        }
    }

    /** Some events have the same time. */
    private void append(ArticleEvent event, boolean isNews) {
        long version = events.size();
        Instant at = BEGINNING.plus(Duration.ofSeconds(version / 2));
        events.add(new GenericDomainEventMessage<>(
                "Article",
                ID.toString(),
                version,
                event,
                MetaData.with(MessageMetaData.ACTOR, AUTHOR.toString()),
                new UUID(0, version).toString(),
                at));
        Optional<ArticleContent> shown = isPublic() ? Optional.of(pinned == null ? content : pinned) : Optional.empty();
        seen.add(new Seen(version, at, content, shown, isNews && isPublic()));
    }
}
