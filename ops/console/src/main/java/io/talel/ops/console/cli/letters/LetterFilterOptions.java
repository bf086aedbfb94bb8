package io.talel.ops.console.cli.letters;

import io.talel.ops.console.letters.LetterFilter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that select dead letters. */
final class LetterFilterOptions {

    @Option(names = "--projection", paramLabel = "P", description = "Only those of this projection.")
    private @Nullable String projection;

    @Option(names = "--stream", paramLabel = "AGGREGATE", description = "Only those of this stream: article-42.")
    private @Nullable String stream;

    @Option(names = "--type", paramLabel = "EVENT", description = "Only events of this name: ArticlePublished.")
    private @Nullable String event;

    @Option(names = "--cause", paramLabel = "TEXT", description = "Only those whose cause contains this.")
    private @Nullable String cause;

    @Option(
            names = "--all-generations",
            description = "Also letters of generations that are kept or being filled, not only of the live ones.")
    private boolean allGenerations;

    LetterFilter filter(@Nullable Long id) {
        return new LetterFilter(id, projection, stream, event, cause, id == null && !allGenerations);
    }
}
