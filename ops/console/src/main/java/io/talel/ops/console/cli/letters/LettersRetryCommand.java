package io.talel.ops.console.cli.letters;

import io.talel.ops.backup.application.EmbeddedApplication;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.console.cli.ChangeCommand;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.letters.LetterChanges;
import io.talel.ops.console.letters.LetterChanges.Tried;
import io.talel.query.deadletter.DeadLetterRetry;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "retry", description = "Retries the streams of these dead letters, each in order until one fails.")
final class LettersRetryCommand extends ChangeCommand {

    @Mixin
    private final LetterSelection selection = new LetterSelection();

    @Override
    protected int run(CommandContext context) throws SQLException, IOException {
        Map<String, Set<String>> streams = LetterChanges.streamsOf(selection.letters(context, spec));
        int number = streams.values().stream().mapToInt(Set::size).sum();
        return change(
                context,
                "dead-letters retry " + selection.words(),
                "%s tried again, of %s."
                        .formatted(
                                Words.count(number, "stream is", "streams are"), String.join(", ", streams.keySet())),
                Precondition.NONE,
                () -> retry(context, streams));
    }

    private static Done retry(CommandContext context, Map<String, Set<String>> streams) {
        try (EmbeddedApplication application = EmbeddedApplication.start(context.settings())) {
            Tried tried = LetterChanges.retry(application.get(DeadLetterRetry.class), streams);
            return new Done(tried.sentence(), tried);
        }
    }
}
