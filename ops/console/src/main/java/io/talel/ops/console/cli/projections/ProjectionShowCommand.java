package io.talel.ops.console.cli.projections;

import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.projections.Generation;
import io.talel.ops.backup.projections.LastRebuild;
import io.talel.ops.backup.projections.Projection;
import io.talel.ops.backup.projections.ProjectionQuery;
import io.talel.ops.backup.store.Stores;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.StoreCommand;
import io.talel.ops.console.cli.Table;
import io.talel.ops.console.cli.status.StatusCommand;
import io.talel.ops.console.status.ProcessorStatus;
import io.talel.ops.console.status.Status;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description =
                "Shows a projection: its segments, generations, last rebuild and failures; exits with 3 if unhealthy.")
final class ProjectionShowCommand extends StoreCommand {

    @Parameters(paramLabel = "P", description = "Its name.")
    private String name = "";

    private record Document(String name, ProcessorStatus status, List<Generation> generations) {}

    @Override
    protected int run(CommandContext context) throws SQLException, IOException {
        try (Stores stores = Stores.open(context.settings())) {
            Projection projection = new ProjectionQuery(stores.readModel()).known(name);
            Status all = Status.of(stores, context.settings());
            ProcessorStatus status = all.projections().stream()
                    .filter(processor -> processor.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            context.show(
                    new Document(name, status, projection.generations()),
                    () -> print(status, projection, all.at(), context));
            return status.healthy() ? ExitCode.OK : ExitCode.UNHEALTHY;
        }
    }

    private static void print(ProcessorStatus status, Projection projection, Instant now, CommandContext context) {
        context.printf(
                "%s is %s at %d of %d: %s behind, %s",
                status.name(),
                status.state(),
                status.position(),
                status.head(),
                (status.more() ? "at least " : "") + Words.count(status.behind(), "event", "events"),
                Words.seconds(status.behindSeconds()));
        if (status.pause() != null) {
            context.printf("paused %s", status.pause().words());
        }
        LastRebuild rebuild = status.rebuild();
        if (rebuild != null) {
            context.printf(
                    "last %s: generation %d, %s, by %s (%s) %s",
                    rebuild.purpose(),
                    rebuild.generation(),
                    (rebuild.dead() ? "its process died while " : "") + rebuild.phase(),
                    rebuild.operator(),
                    rebuild.reason(),
                    rebuild.message());
        }
        context.out().println();
        Table segments = new Table("SEGMENT", "TOKEN", "WAITING", "PROGRESS", "OWNER");
        status.segments()
                .forEach(segment -> segments.row(
                        segment.segment(),
                        segment.position(),
                        segment.waiting(),
                        Words.ago(segment.progressedAt(), now),
                        segment.owner() + (segment.owner().isEmpty() || segment.ownerAlive() ? "" : " (silent)")));
        context.print(segments);
        context.out().println();
        Table generations = new Table("GENERATION", "STATE", "CODE", "CREATED", "LIVE SINCE", "KEPT UNTIL");
        for (Generation generation : projection.generations()) {
            generations.row(
                    generation.number(),
                    generation.state(),
                    generation.codeVersion(),
                    Words.time(generation.createdAt()),
                    Words.time(generation.activatedAt()),
                    Words.time(generation.keepUntil()));
        }
        context.print(generations);
        StatusCommand.print(status.problems(), context);
    }
}
