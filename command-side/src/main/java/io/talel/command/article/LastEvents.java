package io.talel.command.article;

import io.talel.command.eventlog.index.StreamIndex.Place;
import io.talel.kernel.article.ArticleEvent.ArticleRemoved;
import io.talel.kernel.article.ArticleEvent.ArticleRestored;
import io.talel.kernel.article.ArticleEvent.ArticleTrashed;
import io.talel.kernel.article.ArticleEvent.VersionPinned;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the last event of each kind is in the stream of an article, up to some version: what is known without reading events.
 *
 * @param places in their order
 */
record LastEvents(List<Place> places) {

    /** There are none: the stream does not exist, or has no event yet. */
    static final LastEvents NONE = new LastEvents(List.of());

    /** These, after one more event. */
    LastEvents with(Place next) {
        return new LastEvents(
                Stream.concat(places.stream().filter(place -> place.kind() != next.kind()), Stream.of(next))
                        .toList());
    }

    /** The version reached; -1 if there is none. */
    long version() {
        return places.isEmpty() ? -1 : places.getLast().version();
    }

    /** Size of all events that have a place here. */
    int bytes() {
        return places.stream().mapToInt(Place::bytes).sum();
    }

    Optional<Place> last(List<Class<?>> kinds) {
        return places.stream().filter(place -> kinds.contains(place.kind())).reduce((_, later) -> later);
    }

    long lastVersion(List<Class<?>> kinds) {
        return last(kinds).map(Place::version).orElse(-1L);
    }

    /** Whether there is nothing, or nothing any more. */
    boolean isGone() {
        return places.isEmpty() || places.getLast().kind() == ArticleRemoved.class;
    }

    boolean isPublic() {
        return isPublished() && !isTrashed() && !isGone();
    }

    boolean isPublished() {
        return lastVersion(ArticleEventKinds.PUBLICATIONS) > lastVersion(ArticleEventKinds.HIDINGS);
    }

    boolean isTrashed() {
        return lastVersion(List.of(ArticleTrashed.class)) > lastVersion(List.of(ArticleRestored.class));
    }

    /** Whether readers see an older version. */
    boolean isPinned() {
        return last(ArticleEventKinds.PINS)
                .filter(pin -> pin.kind() == VersionPinned.class)
                .isPresent();
    }

    /** The version from which on readers have seen the article, and the same text but for edits. */
    long shownSince() {
        return Stream.of(
                        ArticleEventKinds.PUBLICATIONS,
                        ArticleEventKinds.PINS,
                        List.<Class<?>>of(ArticleRestored.class))
                .mapToLong(this::lastVersion)
                .max()
                .orElseThrow();
    }

    /** The version that readers see, the last one that was news to them; -1 if they do not see the article. */
    long shownVersion() {
        if (!isPublic()) {
            return -1;
        }
        return isPinned() ? shownSince() : Math.max(shownSince(), lastVersion(ArticleEventKinds.EDITS));
    }

    /** Where the author's text comes from: one event, or the one with the title and a later one with everything else. */
    List<Place> ownText() {
        return Stream.of(last(ArticleEventKinds.TITLES), last(ArticleEventKinds.CONTENTS))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** Where the text that readers see comes from, if they see the article. */
    List<Place> shownText() {
        return isPinned() ? last(ArticleEventKinds.PINS).stream().toList() : ownText();
    }
}
