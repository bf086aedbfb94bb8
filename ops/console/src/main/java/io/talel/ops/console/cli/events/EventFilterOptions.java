package io.talel.ops.console.cli.events;

import io.talel.ops.console.cli.InstantConverter;
import io.talel.ops.console.events.EventFilter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that select events. */
final class EventFilterOptions {

    @Option(names = "--type", paramLabel = "EVENT", description = "Only events of this name: ArticlePublished.")
    private @Nullable String type;

    @Option(
            names = "--stream",
            paramLabel = "AGGREGATE",
            description = "Only events of this aggregate, article-42, or of all of a kind, 'article-*'.")
    private @Nullable String stream;

    @Option(names = "--actor", paramLabel = "WHO", description = "Events of this actor: user-7, anonymous.")
    private @Nullable String actor;

    @Option(names = "--correlation", paramLabel = "ID", description = "Only events of this conversation.")
    private @Nullable String correlation;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = InstantConverter.class,
            description = "Only what happened from this moment on: " + InstantConverter.SYNTAX
                    + ". Imported events happened long before the import.")
    private @Nullable Instant since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = InstantConverter.class,
            description = "Only what happened before this moment.")
    private @Nullable Instant until;

    EventFilter filter() {
        return new EventFilter(type, stream, actor, correlation, since, until);
    }
}
