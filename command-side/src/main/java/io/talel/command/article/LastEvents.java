package io.talel.command.article;

import io.talel.command.eventlog.index.StreamIndex.Place;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.ArticleDrafted;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleEvent.ArticleRemoved;
import io.talel.kernel.article.ArticleEvent.ArticleRepublished;
import io.talel.kernel.article.ArticleEvent.ArticleRestored;
import io.talel.kernel.article.ArticleEvent.ArticleRetitled;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.kernel.article.ArticleEvent.ArticleTrashed;
import io.talel.kernel.article.ArticleEvent.ArticleUnpublished;
import io.talel.kernel.article.ArticleEvent.DraftPublished;
import io.talel.kernel.article.ArticleEvent.SlugChanged;
import io.talel.kernel.article.ArticleEvent.VersionPinned;
import io.talel.kernel.article.ArticleEvent.VersionUnpinned;
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

    /** All kinds of events of articles. */
    static final List<Class<?>> KINDS = List.of(ArticleEvent.class.getPermittedSubclasses());

    /** Events that give an article its title, and its texts. */
    static final List<Class<?>> TITLES = List.of(ArticlePublished.class, ArticleDrafted.class, ArticleRetitled.class);

    /** Events that give an article its texts. */
    static final List<Class<?>> CONTENTS =
            List.of(ArticlePublished.class, ArticleDrafted.class, ArticleRetitled.class, ArticleRevised.class);

    /** Events that give an article its slug. */
    static final List<Class<?>> SLUGS = List.of(ArticlePublished.class, ArticleDrafted.class, SlugChanged.class);

    static final List<Class<?>> PUBLICATIONS =
            List.of(ArticlePublished.class, DraftPublished.class, ArticleRepublished.class);

    static final List<Class<?>> HIDINGS = List.of(ArticleDrafted.class, ArticleUnpublished.class);

    /** What is news to readers at once, unless another version is pinned. */
    static final List<Class<?>> EDITS = List.of(ArticleRevised.class, ArticleRetitled.class, SlugChanged.class);

    static final List<Class<?>> PINS = List.of(VersionPinned.class, VersionUnpinned.class);

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
        return lastVersion(PUBLICATIONS) > lastVersion(HIDINGS);
    }

    boolean isTrashed() {
        return lastVersion(List.of(ArticleTrashed.class)) > lastVersion(List.of(ArticleRestored.class));
    }

    /** Whether readers see an older version. */
    boolean isPinned() {
        return last(PINS).filter(pin -> pin.kind() == VersionPinned.class).isPresent();
    }

    /** The version from which on readers have seen the article, and the same text but for edits. */
    long shownSince() {
        return Stream.of(PUBLICATIONS, PINS, List.<Class<?>>of(ArticleRestored.class))
                .mapToLong(this::lastVersion)
                .max()
                .orElseThrow();
    }

    /** The version that readers see, the last one that was news to them; -1 if they do not see the article. */
    long shownVersion() {
        if (!isPublic()) {
            return -1;
        }
        return isPinned() ? shownSince() : Math.max(shownSince(), lastVersion(EDITS));
    }

    /** Where the author's text comes from: one event, or the one with the title and a later one with everything else. */
    List<Place> ownText() {
        return Stream.of(last(TITLES), last(CONTENTS))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** Where the text that readers see comes from, if they see the article. */
    List<Place> shownText() {
        return isPinned() ? last(PINS).stream().toList() : ownText();
    }
}
