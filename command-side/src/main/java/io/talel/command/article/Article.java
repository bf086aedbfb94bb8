package io.talel.command.article;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleCommand.CancelSchedule;
import io.talel.kernel.article.ArticleCommand.Change;
import io.talel.kernel.article.ArticleCommand.ExactChange;
import io.talel.kernel.article.ArticleCommand.PublishDraft;
import io.talel.kernel.article.ArticleCommand.RemoveArticle;
import io.talel.kernel.article.ArticleCommand.RemoveHiddenArticle;
import io.talel.kernel.article.ArticleCommand.RestoreArticle;
import io.talel.kernel.article.ArticleCommand.ScheduleArticle;
import io.talel.kernel.article.ArticleCommand.TrashArticle;
import io.talel.kernel.article.ArticleCommand.UnpublishArticle;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.ArticleDrafted;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleEvent.ArticleRemoved;
import io.talel.kernel.article.ArticleEvent.ArticleRepublished;
import io.talel.kernel.article.ArticleEvent.ArticleRestored;
import io.talel.kernel.article.ArticleEvent.ArticleRetitled;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.kernel.article.ArticleEvent.ArticleScheduled;
import io.talel.kernel.article.ArticleEvent.ArticleTrashed;
import io.talel.kernel.article.ArticleEvent.ArticleUnpublished;
import io.talel.kernel.article.ArticleEvent.Beginning;
import io.talel.kernel.article.ArticleEvent.DraftPublished;
import io.talel.kernel.article.ArticleEvent.ScheduleCancelled;
import io.talel.kernel.article.ArticleEvent.SlugChanged;
import io.talel.kernel.article.ArticleEvent.VersionPinned;
import io.talel.kernel.article.ArticleEvent.VersionUnpinned;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.PinnedSchedule;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.SlugNumber;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.user.UserId;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** One article: what it says now, who sees it, and what may be done with it. */
@SuppressWarnings("NullAway.Init") // The first event sets every field, in `on`.
final class Article {

    /** Revision of the snapshot, which is the fields below as JSON; raise it when a field or its meaning changes. */
    static final int SNAPSHOT_REVISION = 5;

    /** Events from one snapshot of an article to the next: a command has them all in memory, 1 MiB each at most. */
    static final int EVENTS_A_SNAPSHOT = 10;

    @AggregateIdentifier
    private ArticleId id;

    private UserId authorId;
    private Slug slug;
    private int slugNumber;

    /** What it says; null once it was removed. */
    private @Nullable ArticleContent content;

    /** Whether it was ever published; a published article can be a draft again. */
    private boolean wasPublished;

    private boolean published;
    private boolean trashed;

    /** The older version that readers see; null if they see {@link #content}. */
    private @Nullable ArticleContent pinned;

    private @Nullable PinnedSchedule schedule;

    /** Time of the first publication; until then, of the first event. */
    private Instant createdAt;

    private Instant changedAt;

    /** For Axon, which then tells it its events. */
    Article() {}

    Article(Beginning begun) {
        apply(begun);
    }

    /** @param revised an edit of {@link #untrashed} by the author */
    RecordedArticle revise(ArticleContent revised) {
        ArticleContent before = content();
        if (!revised.equals(before)) {
            apply(
                    revised.title().equals(before.title())
                            ? ArticleRevised.of(id, revised)
                            : ArticleRetitled.of(id, revised));
        }
        return state(revised);
    }

    /**
     * Its text stays, and who sees it.
     *
     * @param chosen a slug that is claimed for it
     * @param number the one at its end that made it unique, 1 without one
     */
    RecordedArticle moveTo(Slug chosen, int number) {
        if (!chosen.equals(slug)) {
            apply(new SlugChanged(id, chosen, number));
        }
        return state(content());
    }

    @CommandHandler
    RecordedArticle handle(PublishDraft command) {
        ArticleContent unchanged = untrashed(command);
        if (pinned != null) {
            apply(new VersionUnpinned(id));
        }
        showToReaders();
        return state(unchanged);
    }

    private void showToReaders() {
        if (!published) {
            apply(wasPublished ? new ArticleRepublished(id) : new DraftPublished(id));
        }
    }

    @CommandHandler
    RecordedArticle handle(UnpublishArticle command) {
        ArticleContent unchanged = untrashed(command);
        if (published) {
            apply(new ArticleUnpublished(id));
        }
        return state(unchanged);
    }

    @CommandHandler
    RecordedArticle handle(ScheduleArticle command) {
        ArticleContent unchanged = untrashed(command);
        if (!command.publishAt().isNever() && published && pinned == null) {
            throw new CommandRefused(new Refusal.AlreadyPublished(id));
        }
        PinnedSchedule wanted = PinnedSchedule.of(command, unchanged);
        if (schedule == null || !wanted.isLike(schedule)) {
            apply(new ArticleScheduled(id, command.publishAt(), command.unpublishAt()));
        }
        return state(unchanged);
    }

    @CommandHandler
    RecordedArticle handle(CancelSchedule command) {
        ArticleContent unchanged = ofAuthor(command);
        if (schedule != null) {
            apply(new ScheduleCancelled(id));
        }
        return state(unchanged);
    }

    /**
     * Does what is due, once: what is done is not in the schedule any more.
     *
     * @param version of the schedule that is due
     * @return whether the article has that schedule
     */
    boolean carryOut(long version, Instant now) {
        PinnedSchedule due = schedule;
        if (due == null || due.version() != version) {
            return false;
        }
        boolean begins = due.publishAt().isDue(now);
        if (due.unpublishAt().isDue(now)) {
            end(begins);
        } else if (begins) {
            publish(due.version(), requireNonNull(due.pinned()));
        }
        return true;
    }

    /** What was to be public only until now, and never was, stays hidden: what readers saw is history for ever. */
    private void end(boolean unbegun) {
        boolean isOver = unbegun || !published;
        if (published) {
            apply(new ArticleUnpublished(id));
        }
        if (isOver) {
            apply(new ScheduleCancelled(id));
        }
    }

    /**
     * Cancels the schedule of an author who was erased.
     *
     * @param version of the schedule that is due
     * @return whether the article has that schedule
     */
    boolean cancel(long version) {
        if (schedule == null || schedule.version() != version) {
            return false;
        }
        apply(new ScheduleCancelled(id));
        return true;
    }

    /** What its author has edited since is kept from readers. */
    private void publish(long version, ArticleContent scheduled) {
        if (!scheduled.equals(content)) {
            apply(VersionPinned.of(id, version, scheduled));
        } else if (pinned != null) {
            apply(new VersionUnpinned(id));
        }
        showToReaders();
    }

    @CommandHandler
    RecordedArticle handle(TrashArticle command) {
        ArticleContent unchanged = ofAuthor(command);
        if (!trashed) {
            apply(new ArticleTrashed(id));
        }
        return state(unchanged);
    }

    @CommandHandler
    RecordedArticle handle(RestoreArticle command) {
        ArticleContent unchanged = ofAuthor(command);
        if (trashed) {
            apply(new ArticleRestored(id));
        }
        return state(unchanged);
    }

    @CommandHandler
    StreamVersion handle(RemoveArticle command) {
        return remove();
    }

    @CommandHandler
    StreamVersion handle(RemoveHiddenArticle command) {
        return isPublic() ? freeze() : remove();
    }

    /** Nobody is left who could publish the edits that are kept from readers. */
    private StreamVersion freeze() {
        if (schedule != null) {
            apply(new ScheduleCancelled(id));
        }
        if (pinned != null) {
            revise(pinned);
            apply(new VersionUnpinned(id));
        }
        return reached();
    }

    private StreamVersion remove() {
        if (content != null) {
            apply(new ArticleRemoved(id));
        }
        return reached();
    }

    private StreamVersion reached() {
        return new StreamVersion(id.toString(), getVersion());
    }

    /** What may be edited by the person, if it may. */
    ArticleContent untrashed(Change command) {
        ArticleContent found = ofAuthor(command);
        if (trashed) {
            throw unknown();
        }
        return found;
    }

    private ArticleContent ofAuthor(Change command) {
        boolean isAuthor = command.actorId().equals(authorId);
        if (content == null || !(isAuthor || isPublic())) {
            throw unknown();
        }
        if (!isAuthor) {
            throw new CommandRefused(new Refusal.NotTheAuthor(id));
        }
        Long expected = command instanceof ExactChange change ? change.expectedVersion() : null;
        if (expected != null && !expected.equals(getVersion())) {
            throw new CommandRefused(new Refusal.OtherVersion(id.toString()));
        }
        return content;
    }

    private CommandRefused unknown() {
        return new CommandRefused(new Refusal.Unknown(id.toString()));
    }

    private boolean isPublic() {
        return content != null && published && !trashed;
    }

    private RecordedArticle state(ArticleContent now) {
        return state(getVersion(), now);
    }

    RecordedArticle state(long version, ArticleContent now) {
        ArticleStatus status =
                trashed ? ArticleStatus.REMOVED : published ? ArticleStatus.PUBLISHED : ArticleStatus.DRAFT;
        return new RecordedArticle(
                id,
                version,
                status,
                createdAt,
                changedAt,
                slug,
                now,
                pinned != null,
                schedule == null ? null : schedule.facts());
    }

    ArticleContent content() {
        return requireNonNull(content);
    }

    Slug slug() {
        return slug;
    }

    /** The number with which the wanted slug is the present one; 1 if it is another, whatever that looks like. */
    int numberOf(Slug wanted) {
        return SlugNumber.add(wanted, slugNumber).equals(slug) ? slugNumber : 1;
    }

    UserId authorId() {
        return authorId;
    }

    Instant changedAt() {
        return changedAt;
    }

    @EventSourcingHandler
    void on(ArticleEvent event, @Timestamp Instant at, @SequenceNumber long version) {
        changedAt = at;
        switch (event) {
            case ArticlePublished e -> {
                begin(e, at);
                publish();
            }
            case ArticleDrafted e -> begin(e, at);
            case ArticleRevised e -> content = e.content(content().title());
            case ArticleRetitled e -> content = e.content();
            case SlugChanged e -> {
                slug = e.slug();
                slugNumber = e.slugNumber();
            }
            case DraftPublished _ -> {
                createdAt = at;
                publish();
            }
            case ArticleUnpublished _ -> {
                published = false;
                schedule = schedule == null ? null : schedule.afterUnpublication();
            }
            case ArticleRepublished _ -> publish();
            case ArticleScheduled e ->
                schedule = new PinnedSchedule(
                        version, e.publishAt(), e.unpublishAt(), e.publishAt().isNever() ? null : content());
            case ScheduleCancelled _ -> schedule = null;
            case VersionPinned e -> pin(e.content());
            case VersionUnpinned _ -> pin(null);
            case ArticleTrashed _ -> {
                trashed = true;
                schedule = null;
            }
            case ArticleRestored _ -> trashed = false;
            case ArticleRemoved _ -> {
                content = null;
                pinned = null;
                schedule = null;
            }
        }
    }

    private void begin(Beginning event, Instant at) {
        id = event.articleId();
        authorId = event.authorId();
        slug = event.slug();
        slugNumber = event.slugNumber();
        content = event.content();
        createdAt = at;
    }

    private void publish() {
        published = true;
        wasPublished = true;
        schedule = schedule == null ? null : schedule.withoutPublication();
    }

    /** Either comes with a publication. */
    private void pin(@Nullable ArticleContent olderVersion) {
        pinned = olderVersion;
        schedule = schedule == null ? null : schedule.withoutPublication();
    }
}
