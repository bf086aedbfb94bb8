package io.talel.ops.console.cli.status;

import io.talel.ops.backup.outcome.Words;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.StoreCommand;
import io.talel.ops.console.cli.Table;
import io.talel.ops.console.status.Problem;
import io.talel.ops.console.status.ProcessorStatus;
import io.talel.ops.console.status.Status;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "status",
        description =
                "Shows position, lag and state of every processor, and the last backup; exits with 3 when something is"
                        + " unhealthy.")
public final class StatusCommand extends StoreCommand {

    @Override
    protected int run(CommandContext context) throws SQLException, IOException {
        Status status = Status.of(context.settings());
        context.show(status, () -> print(status, context));
        return status.healthy() ? ExitCode.OK : ExitCode.UNHEALTHY;
    }

    private static void print(Status status, CommandContext context) {
        context.printf(
                "head of the log: %d, nodes: %d%n",
                status.head(), status.nodes().size());
        print("PROJECTION", status.projections(), status, context);
        if (!status.automations().isEmpty()) {
            context.out().println();
            print("AUTOMATION", status.automations(), status, context);
        }
        for (ProcessorStatus projection : status.projections()) {
            if (projection.pause() != null) {
                context.printf(
                        "%n%s is paused %s",
                        projection.name(), projection.pause().words());
            }
        }
        context.printf("%nbackups: %s", status.backups().words());
        print(status.problems(), context);
    }

    public static void print(List<Problem> problems, CommandContext context) {
        for (Problem problem : problems) {
            context.out().println();
            context.out()
                    .println(context.ansi().string("@|red,bold " + Words.plain(problem.processor()) + "|@") + ": "
                            + Words.plain(problem.problem()));
            context.out().println("  " + Words.plain(problem.remedy()));
        }
    }

    private static void print(String heading, List<ProcessorStatus> processors, Status status, CommandContext context) {
        Table table = new Table(
                heading, "STATE", "POSITION", "BEHIND", "LAG", "PROGRESS", "SEGMENTS", "PARKED", "GENERATION");
        for (ProcessorStatus processor : processors) {
            Integer generation = processor.generation();
            Object[] cells = {
                processor.name(),
                processor.state(),
                processor.position(),
                processor.behindWords(),
                Words.seconds(processor.behindSeconds()),
                Words.ago(processor.lastProgress(), status.at()),
                processor.owned() + "/" + processor.segments().size(),
                processor.deadLetters(),
                generation == null ? "" : generation
            };
            if (processor.healthy()) {
                table.row(cells);
            } else {
                table.alarmingRow(cells);
            }
        }
        context.print(table);
    }
}
