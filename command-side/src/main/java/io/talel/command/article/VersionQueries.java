package io.talel.command.article;

import io.talel.command.eventlog.index.StreamIndex;
import io.talel.kernel.article.history.VersionQuery.FindPresentVersion;
import io.talel.kernel.article.history.VersionQuery.MeasureVersion;
import java.util.List;
import java.util.NoSuchElementException;
import org.axonframework.queryhandling.QueryHandler;

/** Answers what authors who change articles need, by the index of commands: readers of the past do not hold it up. */
final class VersionQueries {

    private final StreamIndex events;
    private final EarlierVersions versions;

    VersionQueries(StreamIndex events) {
        this.events = events;
        this.versions = new EarlierVersions(events);
    }

    @QueryHandler
    Integer handle(MeasureVersion query) {
        return versions
                .lastEvents(query.articleId(), List.of(query.version()), ArticleEventKinds.CONTENTS)
                .values()
                .stream()
                .mapToInt(last -> 2 * last.bytes())
                .sum();
    }

    @QueryHandler
    Long handle(FindPresentVersion query) {
        long present = events.presentVersion(query.articleId().toString());
        if (present < 0) {
            throw new NoSuchElementException(query.articleId() + " has no events");
        }
        return present;
    }
}
