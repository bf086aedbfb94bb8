package io.talel.command.article;

import io.talel.command.eventlog.index.StreamIndex;
import io.talel.command.eventlog.index.StreamIndex.Place;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.FindRemovedTags;
import io.talel.kernel.article.content.Tags;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.queryhandling.QueryHandler;

/** Finds the tags that readers saw before an event and do not see after it. */
final class RemovedTags {

    private final StreamIndex events;
    private final EarlierVersions versions;

    RemovedTags(StreamIndex events) {
        this.events = events;
        this.versions = new EarlierVersions(events);
    }

    @QueryHandler
    List<String> handle(FindRemovedTags query) {
        ArticleId id = query.articleId();
        Map<Long, LastEvents> byVersion =
                versions.lastEvents(id, List.of(query.version() - 1, query.version()), ArticleEventKinds.ALL);
        List<Place> before = text(byVersion.getOrDefault(query.version() - 1, LastEvents.NONE));
        List<Place> now = text(byVersion.getOrDefault(query.version(), LastEvents.NONE));
        if (before.isEmpty() || before.equals(now)) {
            return List.of();
        }
        Set<String> lost = tags(id, before);
        lost.removeAll(tags(id, now));
        return List.copyOf(lost);
    }

    /** Where the text comes from that readers see; empty if they see none. */
    private static List<Place> text(LastEvents last) {
        return last.isPublic() ? last.shownText() : List.of();
    }

    private Set<String> tags(ArticleId id, List<Place> text) {
        Set<String> tags = new LinkedHashSet<>();
        if (!text.isEmpty()) {
            List<Long> read = text.stream().map(Place::version).toList();
            EarlierVersions.content(events.read(id.toString(), read)).tags().values().stream()
                    .map(Tags::lower)
                    .forEach(tags::add);
        }
        return tags;
    }
}
