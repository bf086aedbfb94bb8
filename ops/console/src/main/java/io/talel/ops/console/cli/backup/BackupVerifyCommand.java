package io.talel.ops.console.cli.backup;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.talel.ops.backup.BackupContext;
import io.talel.ops.backup.archive.BackupChoice;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.runs.Task;
import io.talel.ops.backup.verify.BackupProblem;
import io.talel.ops.backup.verify.Verdict;
import io.talel.ops.backup.verify.Verifications.Rotated;
import io.talel.ops.backup.verify.Verifications.Verified;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.Interruption;
import io.talel.ops.console.cli.LineCount;
import io.talel.ops.console.cli.ProgressDisplay;
import io.talel.ops.console.cli.backup.BackupWebhook.RunOutcome;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description =
                "Verifies a backup, everything it builds on, and its keys; reports damage and exits with 1. Needs no"
                        + " database.")
final class BackupVerifyCommand extends ScheduledCommand {

    @Parameters(paramLabel = "ID", arity = "0..1", description = "Name of a backup, or latest (default).")
    private @Nullable String backup;

    @Option(
            names = "--all",
            description = "Verifies the kept backups whose last verification is the oldest, --limit at most, each with"
                    + " everything it builds on. Reports missing backups.")
    private boolean all;

    @Option(
            names = "--deleted",
            description = "With --all: missing backups were deleted on purpose; do not report them again.")
    private boolean deleted;

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            converter = LineCount.class,
            defaultValue = "5",
            description = "With --all: number of backups to verify (default: 5).")
    private int limit;

    @Option(names = "--deep", description = "Decrypt everything and read every event, too.")
    private boolean deep;

    private record Document(
            Outcome outcome,
            String message,
            boolean recorded,
            @JsonUnwrapped Verdict verdict) {

        static Document of(Verified verified) {
            return new Document(
                    outcomeOf(verified.verdict().isSound()),
                    verified.verdict().sentence(),
                    verified.unrecorded().isEmpty(),
                    verified.verdict());
        }
    }

    /** JSON answer with {@code --all}. */
    private record RotationDocument(
            Outcome outcome,
            String message,
            int kept,
            int left,
            List<BackupId> gone,
            List<BackupProblem> missing,
            List<Document> verified,
            List<String> refused) {}

    @Override
    Task task() {
        return Task.VERIFY;
    }

    @Override
    int perform(CommandContext context, Interruption interruption, Consumer<RunOutcome> ended)
            throws SQLException, IOException {
        if (all && backup != null) {
            throw new ParameterException(spec.commandLine(), "--all and ID exclude each other");
        }
        if (deleted && !all) {
            throw new ParameterException(spec.commandLine(), "--deleted needs --all");
        }
        RunOutcome outcome;
        try (BackupContext backupContext = BackupContext.of(context.settings(), Task.VERIFY, context.operator());
                ProgressDisplay watched = new ProgressDisplay(context, interruption::asked)) {
            outcome = all
                    ? say(
                            context,
                            backupContext.verifications().runSome(limit, deep, deleted, request(context, watched)))
                    : say(
                            context,
                            backupContext
                                    .verifications()
                                    .run(
                                            backup == null ? BackupChoice.LATEST : backup,
                                            deep,
                                            request(context, watched)));
        }
        ended.accept(outcome);
        return outcome.exitCode();
    }

    private RunOutcome say(CommandContext context, Verified verified) {
        print(context, verified);
        if (context.json()) {
            context.document(Document.of(verified));
        }
        return new RunOutcome(
                outcomeOf(verified.verdict().isSound()), verified.verdict().sentence());
    }

    private RunOutcome say(CommandContext context, Rotated rotated) {
        rotated.verified().forEach(verified -> print(context, verified));
        rotated.refused().forEach(message -> context.complain(message));
        rotated.missing().forEach(problem -> context.complain(problem.message()));
        long damaged = rotated.verified().stream()
                .filter(verified -> !verified.verdict().isSound())
                .count();
        String sentence =
                "%d backups are kept; %d were verified with what they continue, %d of them damaged, %d refused; %d are left for later; %d are missing."
                        .formatted(
                                rotated.kept(),
                                rotated.verified().size(),
                                damaged,
                                rotated.refused().size(),
                                rotated.left(),
                                rotated.missing().size());
        boolean sound =
                damaged == 0 && rotated.refused().isEmpty() && rotated.missing().isEmpty();
        context.show(
                new RotationDocument(
                        outcomeOf(sound),
                        sentence,
                        rotated.kept(),
                        rotated.left(),
                        rotated.gone(),
                        rotated.missing(),
                        rotated.verified().stream().map(Document::of).toList(),
                        rotated.refused()),
                () -> context.out().println(sentence));
        return new RunOutcome(outcomeOf(sound), sentence);
    }

    private void print(CommandContext context, Verified verified) {
        Verdict verdict = verified.verdict();
        if (!verified.unrecorded().isEmpty()) {
            context.complain("this verification was not recorded: " + verified.unrecorded());
        }
        if (context.json()) {
            return;
        }
        if (verdict.isSound()) {
            context.say(verdict.sentence());
        } else {
            verdict.problems().stream().map(BackupProblem::message).forEach(message -> context.complain(message));
            long untold = verdict.problemCount() - verdict.problems().size();
            if (untold > 0) {
                context.complain("and " + Words.count(untold, "more problem", "more problems"));
            }
        }
    }

    private static Outcome outcomeOf(boolean sound) {
        return sound ? Outcome.DONE : Outcome.FAILED;
    }
}
