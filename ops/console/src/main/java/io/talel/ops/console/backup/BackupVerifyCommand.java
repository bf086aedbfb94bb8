package io.talel.ops.console.backup;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.talel.ops.console.backup.archive.Chosen;
import io.talel.ops.console.backup.runs.Task;
import io.talel.ops.console.backup.verify.Problem;
import io.talel.ops.console.backup.verify.Verdict;
import io.talel.ops.console.backup.verify.Verifications.Verified;
import io.talel.ops.console.command.Console;
import io.talel.ops.console.command.ExitCode;
import io.talel.ops.console.command.Interruption;
import io.talel.ops.console.command.Output;
import io.talel.ops.console.command.Words;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        description =
                "Checks that a backup, those that it continues and its keys are what was written; says what is not"
                        + " and exits with 1. Needs no database.",
        mixinStandardHelpOptions = true)
final class BackupVerifyCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            defaultValue = Chosen.LATEST,
            description = "Name of a backup, or latest (default).")
    private String backup = Chosen.LATEST;

    @Option(names = "--deep", description = "Decrypt everything and read every event, too.")
    private boolean deep;

    @Mixin
    private final Patience patience = new Patience();

    @Mixin
    private final Output output = new Output();

    @Spec
    private final CommandSpec spec = CommandSpec.create();

    /** For JSON. */
    private record Document(
            String outcome,
            String message,
            boolean recorded,
            @JsonUnwrapped Verdict verdict) {}

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        Verified verified;
        try (Interruption interruption = Interruption.ofThisThread();
                Desk desk = Desk.of(console.settings(), Task.VERIFY, console.operator());
                WatchedRun watched = new WatchedRun(console, output, interruption)) {
            verified = desk.verifications().run(backup, deep, console.operator(), patience.patience(), watched);
        }
        Verdict verdict = verified.verdict();
        if (!verified.unrecorded().isEmpty()) {
            complain(console, "this verification is not written down: " + verified.unrecorded());
        }
        if (output.isJson()) {
            console.out()
                    .println(Output.json(new Document(
                            verdict.isSound() ? "done" : "failed",
                            verdict.sentence(),
                            verified.unrecorded().isEmpty(),
                            verdict)));
        } else if (verdict.isSound()) {
            console.out().println(Words.plain(verdict.sentence()));
        } else {
            verdict.problems().stream().map(Problem::message).forEach(message -> complain(console, message));
            long untold = verdict.problemCount() - verdict.problems().size();
            if (untold > 0) {
                complain(console, "and " + Words.count(untold, "more problem", "more problems"));
            }
        }
        return verdict.isSound() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static void complain(Console console, String message) {
        console.err().println("talelio: " + Words.plain(message));
    }
}
