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
    record EarlierVersion(VersionOutline outline, Article article, Optional<VersionPinned> pin) {

        UserId authorId() {
            return article.authorId();
        }

        /** As its author saw it. */
        RecordedArticle own() {
            return article.state(outline.version(), article.content());
        }

        /** As readers saw it: its version is the one that was news to them. */
        RecordedArticle shown() {
            RecordedArticle own = own();
            return new RecordedArticle(
                    own.id(),
                    outline.shownVersion(),
                    ArticleStatus.PUBLISHED,
                    own.createdAt(),
                    pin.flatMap(_ -> outline.last(VersionOutline.PINS))
                            .map(Place::at)
                            .orElse(own.updatedAt()),
                    own.slug(),
                    pin.map(VersionPinned::content).orElse(own.content()),
                    false,
                    null);
        }
    }

    Map<Long, VersionOutline> outlines(ArticleId id, Collection<Long> versions, Collection<Class<?>> kinds) {
        Map<Long, VersionOutline> outlines = new TreeMap<>();
        events.last(id.toString(), versions, kinds)
                .forEach((version, places) -> outlines.put(version, new VersionOutline(places)));
        return outlines;
    }

    EarlierVersion read(ArticleId id, VersionOutline outline) {
        Article article = new Article();
        Optional<VersionPinned> pin = Optional.empty();
        for (DomainEventMessage<?> event : events(id, outline.places())) {
            tell(article, event);
            if (event.getPayload() instanceof VersionPinned pinned && outline.isPinned()) {
                pin = Optional.of(pinned);
            }
        }
        return new EarlierVersion(outline, article, pin);
    }

    /** As its author saw it. */
    ArticleContent contentAt(ArticleId id, long version) {
        VersionOutline outline = outlines(id, List.of(version), VersionOutline.CONTENTS)
                .values()
                .iterator()
                .next();
        return content(events(id, outline.ownText()));
    }

    Slug slugAt(ArticleId id, long version) {
        VersionOutline outline = outlines(id, List.of(version), VersionOutline.SLUGS)
                .values()
                .iterator()
                .next();
        Article article = new Article();
        events(id, outline.last(VersionOutline.SLUGS).stream().toList()).forEach(event -> tell(article, event));
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
