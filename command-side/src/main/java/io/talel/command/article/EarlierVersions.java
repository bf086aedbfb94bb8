package io.talel.command.article;

import io.talel.command.eventlog.index.StreamIndex;
import io.talel.command.eventlog.index.StreamIndex.Place;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.VersionPinned;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.user.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * What articles were like at earlier versions. Applies only the last event of each kind; the result equals a full replay.
 */
final class EarlierVersions {

    private final StreamIndex events;

    EarlierVersions(StreamIndex events) {
        this.events = events;
    }

    /**
     * An article as it was.
     *
     * @param pin what readers saw instead of the author's text, if they saw the article
     */
    record EarlierVersion(LastEvents lastEvents, Article article, Optional<VersionPinned> pin) {

        UserId authorId() {
            return article.authorId();
        }

        /** As its author saw it. */
        RecordedArticle own() {
            return article.state(lastEvents.version(), article.content());
        }

        /** As readers saw it: its version is the one that was news to them. */
        RecordedArticle shown() {
            RecordedArticle own = own();
            return new RecordedArticle(
                    own.id(),
                    lastEvents.shownVersion(),
                    ArticleStatus.PUBLISHED,
                    own.createdAt(),
                    pin.flatMap(_ -> lastEvents.last(ArticleEventKinds.PINS))
                            .map(Place::at)
                            // A planned article's version is pinned a moment before it is published.
                            .map(at -> at.isBefore(own.createdAt()) ? own.createdAt() : at)
                            .orElse(own.updatedAt()),
                    own.slug(),
                    pin.map(VersionPinned::content).orElse(own.content()),
                    false,
                    null);
        }
    }

    Map<Long, LastEvents> lastEvents(ArticleId id, Collection<Long> versions, Collection<Class<?>> kinds) {
        Map<Long, LastEvents> found = new TreeMap<>();
        events.last(id.toString(), versions, kinds)
                .forEach((version, places) -> found.put(version, new LastEvents(places)));
        return found;
    }

    EarlierVersion read(ArticleId id, LastEvents lastEvents) {
        Article article = new Article();
        Optional<VersionPinned> pin = Optional.empty();
        for (DomainEventMessage<?> event : events(id, lastEvents.places())) {
            tell(article, event);
            if (event.getPayload() instanceof VersionPinned pinned && lastEvents.isPinned()) {
                pin = Optional.of(pinned);
            }
        }
        return new EarlierVersion(lastEvents, article, pin);
    }

    /** As its author saw it. */
    ArticleContent contentAt(ArticleId id, long version) {
        LastEvents last = lastEvents(id, List.of(version), ArticleEventKinds.CONTENTS)
                .values()
                .iterator()
                .next();
        return content(events(id, last.ownText()));
    }

    Slug slugAt(ArticleId id, long version) {
        LastEvents last = lastEvents(id, List.of(version), ArticleEventKinds.SLUGS)
                .values()
                .iterator()
                .next();
        Article article = new Article();
        events(id, last.last(ArticleEventKinds.SLUGS).stream().toList()).forEach(event -> tell(article, event));
        return article.slug();
    }

    /** @param text events that a text comes from */
    static ArticleContent content(List<DomainEventMessage<?>> text) {
        Article article = new Article();
        for (DomainEventMessage<?> event : text) {
            if (event.getPayload() instanceof VersionPinned pinned) {
                return pinned.content();
            }
            tell(article, event);
        }
        return article.content();
    }

    private List<DomainEventMessage<?>> events(ArticleId id, List<Place> places) {
        return events.read(id.toString(), places.stream().map(Place::version).toList());
    }

    private static void tell(Article article, DomainEventMessage<?> event) {
        article.on((ArticleEvent) event.getPayload(), event.getTimestamp(), event.getSequenceNumber());
    }
}
