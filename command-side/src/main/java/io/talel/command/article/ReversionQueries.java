package io.talel.command.article;

import io.talel.command.eventlog.index.StreamIndex;
import io.talel.kernel.article.history.ReversionQuery.FindPresentVersion;
import io.talel.kernel.article.history.ReversionQuery.MeasureVersion;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;

/** Answers what authors who change articles need, by the index of commands: readers of the past do not hold it up. */
final class ReversionQueries {

    private final EarlierVersions versions;

    ReversionQueries(StreamIndex events) {
        this.versions = new EarlierVersions(events);
    }

    @QueryHandler
    Integer handle(MeasureVersion query) {
        return versions.outlines(query.articleId(), List.of(query.version()), VersionOutline.CONTENTS).values().stream()
                .mapToInt(outline -> 2 * outline.bytes())
                .sum();
    }

    @QueryHandler
    Long handle(FindPresentVersion query) {
        return versions.outlines(query.articleId(), List.of(Long.MAX_VALUE), VersionOutline.KINDS).values().stream()
                .mapToLong(VersionOutline::version)
                .max()
                .orElseThrow();
    }
}
