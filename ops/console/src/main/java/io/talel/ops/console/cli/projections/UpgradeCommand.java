package io.talel.ops.console.cli.projections;

import io.talel.ops.backup.application.EmbeddedApplication;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.outcome.Stopped;
import io.talel.ops.console.cli.ChangeCommand;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.ProgressDisplay;
import io.talel.ops.console.projections.RebuildRequests;
import io.talel.ops.console.projections.RebuildWords;
import io.talel.query.rebuild.RebuildOrder;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import io.talel.query.rebuild.RebuildRefused;
import io.talel.query.rebuild.RebuildReport;
import io.talel.query.rebuild.RebuildStopped;
import io.talel.query.rebuild.Rebuilds;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "upgrade",
        description =
                "For a release: rebuilds each projection whose live generation was filled by another version of the code,"
                        + " since nodes of this version write nothing to it. Does nothing if there is no such projection."
                        + " --dry-run names these projections and exits with 3 if there are any.")
final class UpgradeCommand extends ChangeCommand {

    private static final String NOTHING_TO_DO = "All live generations were filled by this version of the code.";

    @Option(names = "--skip-errors", description = "Park events that fail, instead of stopping.")
    private boolean skipErrors;

    private volatile @Nullable String rebuilding;

    @Override
    protected int run(CommandContext context) throws SQLException, IOException {
        if (isDryRun()) {
            return look(context);
        }
        return change(
                context,
                skipErrors ? "projections upgrade --skip-errors" : "projections upgrade",
                "Each projection whose live generation was filled by another version of the code gets a new one.",
                Precondition.NONE,
                () -> perform(context));
    }

    private static int look(CommandContext context) {
        List<String> found;
        try (EmbeddedApplication application = EmbeddedApplication.start(context.settings())) {
            found = application.get(Rebuilds.class).filledByOtherCode();
        }
        return context.answer(
                found.isEmpty() ? ExitCode.OK : ExitCode.UNHEALTHY,
                "dry run",
                found.isEmpty()
                        ? NOTHING_TO_DO
                        : "Nothing was changed. Another version of the code has filled the live generations of %s; nodes of this version write nothing to them."
                                .formatted(String.join(", ", found)),
                Map.of("projections", found));
    }

    private Done perform(CommandContext context) throws SQLException {
        List<RebuildReport> reports = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        try (EmbeddedApplication application = EmbeddedApplication.start(context.settings());
                ProgressDisplay display = new ProgressDisplay(context)) {
            Rebuilds rebuilds = application.get(Rebuilds.class);
            for (String projection : rebuilds.filledByOtherCode()) {
                rebuilding = projection;
                Integer before = RebuildWords.live(context.settings(), projection);
                RebuildOrder order = RebuildOrder.of(
                        projection,
                        Purpose.REBUILD,
                        skipErrors,
                        context.operator().name(),
                        reason());
                try {
                    RebuildReport report = rebuilds.run(order, progress -> display.show(RebuildWords.sample(progress)));
                    reports.add(report);
                    sentences.add(RebuildWords.sentence(Purpose.REBUILD, report));
                } catch (RebuildStopped e) {
                    // The database's answer to the commit of a swap may be lost.
                    String swapped = RebuildWords.swapped(context.settings(), order, before)
                            .orElseThrow(() -> e);
                    sentences.add(swapped + " A later step failed: " + e.getMessage());
                }
            }
        } catch (RebuildRefused e) {
            throw sentences.isEmpty()
                    ? new Refused(String.valueOf(e.getMessage()))
                    : new Stopped(Outcome.FAILED, String.join(" ", sentences) + " " + e.getMessage());
        } catch (RebuildStopped e) {
            sentences.add(String.valueOf(e.getMessage()));
            throw new Stopped(RebuildWords.outcome(e), String.join(" ", sentences));
        }
        return new Done(sentences.isEmpty() ? NOTHING_TO_DO : String.join(" ", sentences), Map.of("reports", reports));
    }

    @Override
    protected void interrupt(CommandContext context) {
        String projection = rebuilding;
        if (projection != null) {
            RebuildRequests.tryToCancel(context.settings(), projection);
        }
    }
}
