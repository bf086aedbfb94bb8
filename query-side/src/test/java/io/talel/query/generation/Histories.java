package io.talel.query.generation;

import io.talel.kernel.article.ArticleEvent.ArticleRepublished;
import io.talel.kernel.article.ArticleEvent.ArticleRestored;
import io.talel.kernel.article.ArticleEvent.ArticleScheduled;
import io.talel.kernel.article.ArticleEvent.ArticleTrashed;
import io.talel.kernel.article.ArticleEvent.ArticleUnpublished;
import io.talel.kernel.article.ArticleEvent.DraftPublished;
import io.talel.kernel.article.ArticleEvent.ScheduleCancelled;
import io.talel.kernel.article.ArticleEvent.VersionUnpinned;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ScheduledTime;
import io.talel.kernel.user.UserEvent.EmailConfirmed;
import io.talel.kernel.user.UserId;
import io.talel.query.Examples;
import io.talel.query.RecordedEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.axonframework.eventhandling.DomainEventMessage;

/** Random histories: streams of users, articles and images, interleaved, every stream in its order. */
final class Histories {

    private enum Kind {
        USER,
        LOCATION,
        AVATAR,
        ADDRESS,
        USER_REMOVAL,
        ARTICLE,
        DRAFT,
        REVISION,
        TITLE,
        SLUG,
        FIRST_PUBLICATION,
        UNPUBLICATION,
        REPUBLICATION,
        SCHEDULE,
        CANCELLATION,
        PIN,
        UNPIN,
        TRASH,
        RESTORATION,
        ARTICLE_REMOVAL,
        IMAGE,
        IMAGE_REMOVAL
    }

    private static final Set<Kind> BEGINNINGS = EnumSet.of(Kind.USER, Kind.ARTICLE, Kind.DRAFT, Kind.IMAGE);
    private static final Set<Kind> ENDS = EnumSet.of(Kind.USER_REMOVAL, Kind.ARTICLE_REMOVAL, Kind.IMAGE_REMOVAL);

    private record Step(Kind kind, long id, String text) {}

    private Histories() {}

    static Arbitrary<List<DomainEventMessage<?>>> any() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.longs().between(1, 12),
                        Arbitraries.strings()
                                .withChars('a', 'ß', '漢', '\n', ' ', '#', '*', '\'', '\\', '{', '"')
                                .ofMinLength(1)
                                .ofMaxLength(40))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(100)
                .map(Histories::record);
    }

    private static List<DomainEventMessage<?>> record(List<Step> steps) {
        Map<String, Long> versions = new HashMap<>();
        Set<String> ended = new HashSet<>();
        List<DomainEventMessage<?>> log = new ArrayList<>();
        Instant at = Examples.MONDAY;
        for (Step step : steps) {
            at = at.plusNanos(1_234_567);
            String stream = stream(step);
            boolean begins = BEGINNINGS.contains(step.kind);
            if (begins == versions.containsKey(stream) || ended.contains(stream)) {
                continue;
            }
            log.add(event(step, versions.merge(stream, 0L, (version, _) -> version + 1), at));
            if (ENDS.contains(step.kind)) {
                ended.add(stream);
            }
        }
        return log;
    }

    private static String stream(Step step) {
        return switch (step.kind) {
                    case USER, LOCATION, AVATAR, ADDRESS, USER_REMOVAL -> "user-";
                    case ARTICLE,
                            DRAFT,
                            REVISION,
                            TITLE,
                            SLUG,
                            FIRST_PUBLICATION,
                            UNPUBLICATION,
                            REPUBLICATION,
                            SCHEDULE,
                            CANCELLATION,
                            PIN,
                            UNPIN,
                            TRASH,
                            RESTORATION,
                            ARTICLE_REMOVAL -> "article-";
                    case IMAGE, IMAGE_REMOVAL -> "image-";
                }
                + step.id;
    }

    private static DomainEventMessage<?> event(Step step, long version, Instant at) {
        UserId user = new UserId(step.id);
        return switch (step.kind) {
            case USER -> RecordedEvents.event(Examples.registered(user, "user" + step.id), version, at);
            case LOCATION -> RecordedEvents.event(Examples.moved(user, step.text), version, at);
            case AVATAR -> RecordedEvents.event(Examples.pictured(user, "a" + step.text), version, at);
            case ADDRESS -> RecordedEvents.event(new EmailConfirmed(user), version, at);
            case USER_REMOVAL -> RecordedEvents.event(Examples.removed(user), version, at);
            case ARTICLE -> RecordedEvents.event(Examples.published(step.id, user, "T" + step.text), version, at);
            case DRAFT -> RecordedEvents.event(Examples.drafted(step.id, user, "T" + step.text), version, at);
            case TITLE -> RecordedEvents.event(Examples.retitled(step.id, "T" + step.text), version, at);
            case SLUG -> RecordedEvents.event(Examples.slugChanged(step.id, "s" + step.text.length()), version, at);
            case FIRST_PUBLICATION -> RecordedEvents.event(new DraftPublished(new ArticleId(step.id)), version, at);
            case UNPUBLICATION -> RecordedEvents.event(new ArticleUnpublished(new ArticleId(step.id)), version, at);
            case REPUBLICATION -> RecordedEvents.event(new ArticleRepublished(new ArticleId(step.id)), version, at);
            case SCHEDULE ->
                RecordedEvents.event(
                        new ArticleScheduled(new ArticleId(step.id), new ScheduledTime(at), ScheduledTime.NEVER),
                        version,
                        at);
            case CANCELLATION -> RecordedEvents.event(new ScheduleCancelled(new ArticleId(step.id)), version, at);
            case PIN -> RecordedEvents.event(Examples.pinned(step.id, "P" + step.text), version, at);
            case UNPIN -> RecordedEvents.event(new VersionUnpinned(new ArticleId(step.id)), version, at);
            case TRASH -> RecordedEvents.event(new ArticleTrashed(new ArticleId(step.id)), version, at);
            case RESTORATION -> RecordedEvents.event(new ArticleRestored(new ArticleId(step.id)), version, at);
            case REVISION -> RecordedEvents.event(Examples.revised(step.id, step.text), version, at);
            case ARTICLE_REMOVAL -> RecordedEvents.event(Examples.removedArticle(step.id), version, at);
            case IMAGE -> RecordedEvents.event(Examples.uploaded(step.id, user, "f" + step.text), version, at);
            case IMAGE_REMOVAL -> RecordedEvents.event(Examples.removedImage(step.id), version, at);
        };
    }

    /**
     * A way in which processors may take a history: streams spread over segments, segments taking turns, each turn a
     * batch of any size.
     */
    static List<List<DomainEventMessage<?>>> batches(List<DomainEventMessage<?>> log, long seed) {
        Random random = new Random(seed);
        int segments = 1 + random.nextInt(5);
        int salt = random.nextInt();
        List<List<DomainEventMessage<?>>> waiting = new ArrayList<>();
        for (int i = 0; i < segments; i++) {
            waiting.add(new ArrayList<>());
        }
        log.forEach(event -> waiting.get(
                        Math.floorMod(event.getAggregateIdentifier().hashCode() * 31 + salt, segments))
                .add(event));
        List<List<DomainEventMessage<?>>> batches = new ArrayList<>();
        waiting.removeIf(List::isEmpty);
        while (!waiting.isEmpty()) {
            List<DomainEventMessage<?>> segment = waiting.get(random.nextInt(waiting.size()));
            List<DomainEventMessage<?>> turn = segment.subList(0, 1 + random.nextInt(segment.size()));
            batches.add(List.copyOf(turn));
            turn.clear();
            waiting.removeIf(List::isEmpty);
        }
        return batches;
    }
}
