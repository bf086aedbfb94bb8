package io.talel.ops.console.cli.projections;

import io.talel.ops.backup.application.EmbeddedApplication;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.outcome.Stopped;
import io.talel.ops.console.cli.ChangeCommand;
import io.talel.ops.console.cli.Console;
import io.talel.ops.console.cli.ProgressDisplay;
import io.talel.ops.console.projections.ProjectionSwitches;
import io.talel.ops.console.projections.RebuildWords;
import io.talel.query.rebuild.RebuildOrder;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import io.talel.query.rebuild.RebuildRefused;
import io.talel.query.rebuild.RebuildReport;
import io.talel.query.rebuild.RebuildStopped;
import io.talel.query.rebuild.Rebuilds;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(
        name = "upgrade",
        description =
                "Rebuilds each projection whose live generation was filled by another version of the code, to which"
                        + " nodes of this version write nothing. For a release; does nothing when there is none.",
        mixinStandardHelpOptions = true)
final class UpgradeCommand extends ChangeCommand {

    private volatile @Nullable String rebuilding;
    private @Nullable Console console;

    @Override
    protected int run(Console console) throws SQLException, IOException {
        this.console = console;
        return change(
                console,
                "projections upgrade",
                "Each projection whose live generation was filled by another version of the code gets a new one.",
                Precondition.NONE,
                () -> perform(console));
    }

    private Done perform(Console console) throws SQLException {
        List<RebuildReport> reports = new ArrayList<>();
        try (EmbeddedApplication application = EmbeddedApplication.start(console.settings());
                ProgressDisplay display = new ProgressDisplay(console)) {
            Rebuilds rebuilds = application.get(Rebuilds.class);
            for (String projection : rebuilds.filledByOtherCode()) {
                rebuilding = projection;
                RebuildOrder order = new RebuildOrder(
                        projection,
                        Purpose.REBUILD,
                        null,
                        false,
                        false,
                        RebuildOrder.KEEP,
                        console.operator().name(),
                        reason());
                reports.add(rebuilds.run(order, progress -> display.show(RebuildWords.sample(progress))));
            }
        } catch (RebuildRefused e) {
            throw reports.isEmpty()
                    ? new Refused(String.valueOf(e.getMessage()))
                    : new Stopped(Outcome.FAILED, sentence(reports) + " " + e.getMessage());
        } catch (RebuildStopped e) {
            throw new Stopped(
                    RebuildWords.outcomeOfStopped(console.settings(), String.valueOf(rebuilding)),
                    (sentence(reports) + " " + e.getMessage()).strip());
        }
        String sentence =
                reports.isEmpty() ? "All live generations were filled by this version of the code." : sentence(reports);
        return new Done(sentence, Map.of("reports", reports));
    }

    private static String sentence(List<RebuildReport> reports) {
        return reports.stream()
                .map(report -> RebuildWords.sentence(Purpose.REBUILD, report))
                .collect(Collectors.joining(" "));
    }

    @Override
    protected void interrupt() {
        String projection = rebuilding;
        if (console == null || projection == null) {
            return;
        }
        try (Connection readModel = console.settings().readModel().write()) {
            new ProjectionSwitches(readModel).cancel(projection);
        } catch (SQLException | Refused _) {
            // The rebuild has not started or the database is away; the next call tries again.
        }
    }
}
