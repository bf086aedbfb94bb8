package io.talel.ops.console.cli.letters;

import io.talel.ops.console.letters.LetterFilter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that select dead letters. */
final class LetterFilterOptions {

    @Option(names = "--projection", paramLabel = "P", description = "Only dead letters of this projection.")
    private @Nullable String projection;

    @Option(names = "--stream", paramLabel = "AGGREGATE", description = "Only dead letters of this stream: article-42.")
    private @Nullable String stream;

    @Option(names = "--type", paramLabel = "EVENT", description = "Only events of this name: ArticlePublished.")
    private @Nullable String event;

    @Option(names = "--cause", paramLabel = "TEXT", description = "Only dead letters whose cause contains this text.")
    private @Nullable String cause;

    @Option(names = "--all-generations", description = "Include dead letters of kept and filling generations.")
    private boolean allGenerations;

    LetterFilter filter(@Nullable Long id) {
        return new LetterFilter(id, projection, stream, event, cause, id == null && !allGenerations);
    }
}
