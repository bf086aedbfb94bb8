package io.talel.command.article;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.talel.command.eventlog.index.StreamIndex;
import io.talel.command.eventlog.index.StreamIndex.Place;
import io.talel.kernel.MessageMetaData;
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
import io.talel.kernel.article.ArticleEvent.DraftPublished;
import io.talel.kernel.article.ArticleEvent.ScheduleCancelled;
import io.talel.kernel.article.ArticleEvent.SlugChanged;
import io.talel.kernel.article.ArticleEvent.VersionPinned;
import io.talel.kernel.article.ArticleEvent.VersionUnpinned;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.content.ArticleField;
import io.talel.kernel.article.history.ArticleHistory;
import io.talel.kernel.article.history.HistoryEntry;
import io.talel.kernel.article.history.HistoryEntry.Action;
import io.talel.kernel.article.history.HistoryEntry.Origin;
import io.talel.kernel.article.history.HistoryQuery.ListHistory;
import io.talel.kernel.user.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/** Describes versions of articles by comparing each with the one before. */
final class HistoryPages {

    /** Bytes of events from which on a page ends; one entry may exceed it. */
    private static final int MAX_BYTES = 1024 * 1024;

    private static final List<Class<?>> TEXTS = Stream.concat(
                    ArticleEventKinds.CONTENTS.stream(), ArticleEventKinds.PINS.stream())
            .toList();

    private final StreamIndex events;
    private final EarlierVersions versions;

    HistoryPages(StreamIndex events, EarlierVersions versions) {
        this.events = events;
        this.versions = versions;
    }

    /**
     * A version, and where the texts come from that are compared.
     *
     * @param before empty if nothing has changed, or nothing was before
     */
    private record Described(Place place, List<Place> before, List<Place> text) {

        List<Place> needed() {
            return Stream.of(List.of(place), before, text)
                    .flatMap(Collection::stream)
                    .toList();
        }
    }

    /** @param found newest first, one more than the page shows if there are so many */
    ArticleHistory page(ArticleId id, UserId author, boolean isOwn, List<Place> found, ListHistory query) {
        Map<Long, Integer> needed = new TreeMap<>();
        List<Described> page = new ArrayList<>();
        for (Described next :
                described(id, isOwn, found).stream().limit(query.limit()).toList()) {
            Map<Long, Integer> more = new TreeMap<>(needed);
            next.needed().forEach(place -> more.put(place.version(), place.bytes()));
            if (!page.isEmpty() && sum(more) > MAX_BYTES) {
                break;
            }
            needed.putAll(more);
            page.add(next);
        }
        int bytes = sum(needed);
        if (bytes > query.maxBytes()) {
            return new ArticleHistory(bytes, Optional.empty());
        }
        Map<Long, DomainEventMessage<?>> read = events.read(id.toString(), needed.keySet()).stream()
                .collect(toMap(DomainEventMessage::getSequenceNumber, identity()));
        List<HistoryEntry> entries =
                page.stream().map(described -> entry(described, read, isOwn)).toList();
        return new ArticleHistory(
                bytes, Optional.of(new ArticleHistory.Page(author, entries, page.size() < found.size())));
    }

    private static int sum(Map<Long, Integer> bytes) {
        return bytes.values().stream().mapToInt(Integer::intValue).sum();
    }

    private List<Described> described(ArticleId id, boolean isOwn, List<Place> found) {
        Map<Long, LastEvents> byVersion =
                versions.lastEvents(id, found.stream().map(Place::version).toList(), TEXTS);
        List<List<Place>> texts = found.stream()
                .map(place -> byVersion.getOrDefault(place.version(), LastEvents.NONE))
                .map(last -> isOwn ? last.ownText() : last.shownText())
                .toList();
        List<Described> described = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            boolean changed = i + 1 < found.size() && !texts.get(i).equals(texts.get(i + 1));
            described.add(new Described(
                    found.get(i), changed ? texts.get(i + 1) : List.of(), changed ? texts.get(i) : List.of()));
        }
        return described;
    }

    private static HistoryEntry entry(Described described, Map<Long, DomainEventMessage<?>> read, boolean isOwn) {
        Place place = described.place;
        DomainEventMessage<?> event = events(List.of(place), read).getFirst();
        return new HistoryEntry(
                place.version(),
                place.at(),
                origin(event.getMetaData().get(MessageMetaData.ACTOR)),
                action((ArticleEvent) event.getPayload(), isOwn),
                described.before.isEmpty()
                        ? List.of()
                        : ArticleField.changed(
                                EarlierVersions.content(events(described.before, read)),
                                EarlierVersions.content(events(described.text, read))));
    }

    private static List<DomainEventMessage<?>> events(List<Place> places, Map<Long, DomainEventMessage<?>> read) {
        return places.stream()
                .<DomainEventMessage<?>>map(place -> requireNonNull(read.get(place.version())))
                .toList();
    }

    /** Only its author and what acts without a person change an article. */
    private static Origin origin(@Nullable Object actor) {
        return switch (String.valueOf(actor)) {
            case MessageMetaData.SCHEDULE -> Origin.SCHEDULE;
            case MessageMetaData.IMPORT -> Origin.IMPORT;
            case String name when name.startsWith("operator ") -> Origin.OPERATOR;
            default -> Origin.AUTHOR;
        };
    }

    /** Readers do not learn of edits that they did not see, nor that the article was in the trash. */
    private static Action action(ArticleEvent event, boolean isOwn) {
        return switch (event) {
            case ArticleDrafted _ -> Action.DRAFTED;
            case ArticlePublished _, DraftPublished _, ArticleRepublished _ -> Action.PUBLISHED;
            case ArticleRevised _, ArticleRetitled _ -> Action.REVISED;
            case SlugChanged _ -> Action.SLUG_CHANGED;
            case ArticleUnpublished _ -> Action.UNPUBLISHED;
            case ArticleScheduled _ -> Action.SCHEDULED;
            case ScheduleCancelled _ -> Action.SCHEDULE_CANCELLED;
            case VersionPinned _ -> isOwn ? Action.PINNED : Action.PUBLISHED;
            case VersionUnpinned _ -> isOwn ? Action.UNPINNED : Action.PUBLISHED;
            case ArticleTrashed _, ArticleRemoved _ -> Action.REMOVED;
            case ArticleRestored _ -> isOwn ? Action.RESTORED : Action.PUBLISHED;
        };
    }
}
