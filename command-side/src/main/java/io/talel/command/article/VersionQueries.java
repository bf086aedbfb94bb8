package io.talel.command.article;

import io.talel.command.eventlog.index.StreamIndex;
import io.talel.kernel.article.history.VersionQuery.FindPresentVersion;
import io.talel.kernel.article.history.VersionQuery.MeasureVersion;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;

/** Answers what authors who change articles need, by the index of commands: readers of the past do not hold it up. */
final class VersionQueries {

    private final EarlierVersions versions;

    VersionQueries(StreamIndex events) {
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
        return versions.lastEvents(query.articleId(), List.of(Long.MAX_VALUE), ArticleEventKinds.ALL).values().stream()
                .mapToLong(LastEvents::version)
                .max()
                .orElseThrow();
    }
}
