package io.talel.command.article;

import io.talel.command.eventlog.index.StreamIndex;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.history.ReversionQuery.MeasureVersion;
import io.talel.kernel.article.history.ReversionQuery.WasReverted;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;

/** Answers what authors who revert articles need, by the index of commands: readers of the past do not hold it up. */
final class ReversionQueries {

    private final EarlierVersions versions;

    ReversionQueries(StreamIndex events) {
        this.versions = new EarlierVersions(events);
    }

    @QueryHandler
    Integer handle(MeasureVersion query) {
        return versions.outlines(query.articleId(), List.of(query.version()), Outline.CONTENTS).values().stream()
                .mapToInt(outline -> 2 * outline.bytes())
                .sum();
    }

    @QueryHandler
    Boolean handle(WasReverted query) {
        ArticleContent wanted = versions.contentAt(query.articleId(), query.version());
        return query.before().stream()
                .anyMatch(before -> versions.contentAt(query.articleId(), before + 1)
                                .equals(wanted)
                        && !versions.contentAt(query.articleId(), before).equals(wanted));
    }
}
