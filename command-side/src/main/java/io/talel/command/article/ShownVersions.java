package io.talel.command.article;

import io.talel.command.eventlog.index.StreamIndex;
import io.talel.command.eventlog.index.StreamIndex.Place;
import io.talel.kernel.article.ArticleEvent.ArticleTrashed;
import io.talel.kernel.article.ArticleId;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the versions that readers saw when they were new: publications, and edits that were shown at once. Versions that they did
 * not see are passed over in one step, however many they are.
 */
final class ShownVersions {

    private final StreamIndex events;
    private final EarlierVersions versions;

    ShownVersions(StreamIndex events, EarlierVersions versions) {
        this.events = events;
        this.versions = versions;
    }

    /** Newest first. @param upTo greatest version */
    List<Place> newest(ArticleId id, long upTo, int limit) {
        List<Place> shown = new ArrayList<>();
        long top = upTo;
        while (top >= 0 && shown.size() < limit) {
            LastEvents then =
                    versions.lastEvents(id, List.of(top), ArticleEventKinds.ALL).getOrDefault(top, LastEvents.NONE);
            if (!then.isPublished()) {
                top = then.lastVersion(ArticleEventKinds.HIDINGS) - 1;
            } else if (then.isTrashed()) {
                top = then.lastVersion(List.of(ArticleTrashed.class)) - 1;
            } else {
                long since = then.shownSince();
                if (!then.isPinned()) {
                    shown.addAll(events.newest(
                            id.toString(), since + 1, top, ArticleEventKinds.EDITS, limit - shown.size()));
                }
                if (shown.size() < limit) {
                    then.places().stream()
                            .filter(place -> place.version() == since)
                            .forEach(shown::add);
                }
                top = since - 1;
            }
        }
        return shown;
    }
}
