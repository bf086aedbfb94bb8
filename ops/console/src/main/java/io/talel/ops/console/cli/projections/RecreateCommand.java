package io.talel.ops.console.cli.projections;

import io.talel.ops.backup.application.EmbeddedApplication;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.projections.FullRebuild;
import io.talel.ops.console.cli.ChangeCommand;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.ProgressDisplay;
import io.talel.query.rebuild.RebuildReport;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

@Command(
        name = "recreate",
        description = {
            "Drops all read models and rebuilds them from the log, while no node runs: for a database of read models"
                    + " that belongs to another log, as after a restore of the log beside it.",
            "If it is cut off, run it again; a node that starts fills missing read models, too, but more slowly."
        })
final class RecreateCommand extends ChangeCommand {

    @Override
    protected int run(CommandContext context) throws SQLException, IOException {
        return change(
                context,
                "projections recreate",
                "All read models in %s are dropped, with their dead letters and kept generations, and rebuilt from the log in %s."
                        .formatted(
                                context.settings().readModel().place(),
                                context.settings().eventStore().place()),
                () -> check(context),
                () -> perform(context));
    }

    private static void check(CommandContext context) throws SQLException {
        try (ReadModelReset schemas = ReadModelReset.hold(context.settings().readModel())) {
            schemas.requireUnused();
        }
    }

    private Done perform(CommandContext context) throws SQLException {
        try (ReadModelReset schemas = ReadModelReset.hold(context.settings().readModel())) {
            schemas.requireUnused();
            schemas.drop();
            try (EmbeddedApplication application = EmbeddedApplication.migratingReadModels(context.settings());
                    ProgressDisplay display = new ProgressDisplay(context)) {
                List<RebuildReport> made = new FullRebuild(
                                application, context.settings().readModel())
                        .make(
                                context.operator().name(),
                                reason(),
                                (projection, now) -> display.at(now.done(), now.total(), projection + "-events"));
                return new Done(sentence(made), Map.of("projections", made));
            }
        }
    }

    private static String sentence(List<RebuildReport> made) {
        return "All read models were rebuilt from the log: %s."
                .formatted(made.stream()
                        .map(each -> "%s of %s%s"
                                .formatted(
                                        Words.count(each.events(), "event", "events"),
                                        each.projection(),
                                        each.parked() == 0 ? "" : " (%d parked)".formatted(each.parked())))
                        .collect(Collectors.joining(", ")));
    }
}
