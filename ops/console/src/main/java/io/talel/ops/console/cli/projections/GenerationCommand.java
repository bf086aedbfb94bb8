package io.talel.ops.console.cli.projections;

import io.talel.ops.backup.application.EmbeddedApplication;
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
import java.util.Map;
import picocli.CommandLine.Parameters;

/** Fills a generation in this process, shows the progress, and cancels in order on Ctrl-C. */
abstract class GenerationCommand extends ChangeCommand {

    @Parameters(paramLabel = "P", description = "The projection.")
    private String projection = "";

    private boolean differs;

    /** @return the exit code */
    final int run(CommandContext context, RebuildOrder order, String effect) throws SQLException, IOException {
        Integer before = RebuildWords.live(context.settings(), order.projection());
        int code = change(
                context,
                RebuildWords.command(order),
                effect,
                () -> RebuildRequests.checkFilling(context.settings(), order),
                () -> perform(context, order),
                () -> RebuildWords.swapped(context.settings(), order, before)
                        .map(sentence -> new Done(sentence, Map.of())));
        return code == ExitCode.OK && differs ? ExitCode.UNHEALTHY : code;
    }

    private Done perform(CommandContext context, RebuildOrder order) {
        try (EmbeddedApplication application = EmbeddedApplication.start(context.settings());
                ProgressDisplay display = new ProgressDisplay(context)) {
            RebuildReport report =
                    application.get(Rebuilds.class).run(order, progress -> display.show(RebuildWords.sample(progress)));
            differs = order.purpose() == Purpose.VERIFY
                    && (report.differing() > 0 || (report.rows() == 0 && report.existing() > 0));
            return new Done(RebuildWords.sentence(order.purpose(), report), Map.of("report", report));
        } catch (RebuildRefused e) {
            throw new Refused(String.valueOf(e.getMessage()));
        } catch (RebuildStopped e) {
            throw new Stopped(RebuildWords.outcome(e), String.valueOf(e.getMessage()));
        }
    }

    @Override
    protected final void interrupt(CommandContext context) {
        RebuildRequests.tryToCancel(context.settings(), projection);
    }

    final String projection() {
        return projection;
    }
}
