package io.talel.ops.console.cli.projections;

import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.projections.Generation;
import io.talel.ops.backup.projections.LastRebuild;
import io.talel.ops.backup.projections.Projection;
import io.talel.ops.backup.projections.ProjectionQuery;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.StoreCommand;
import io.talel.ops.console.cli.Table;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Lists the projections with their generations.")
final class ProjectionsListCommand extends StoreCommand {

    @Override
    protected int run(CommandContext context) throws SQLException, IOException {
        List<Projection> projections;
        try (Connection readModel = context.settings().readModel().read()) {
            projections = new ProjectionQuery(readModel).all();
        }
        Table table = new Table("NAME", "GENERATION", "CODE", "LIVE SINCE", "KEPT", "REBUILD", "PAUSED");
        for (Projection projection : projections) {
            Generation live = projection.live().orElse(null);
            table.row(
                    projection.name(),
                    live == null ? "" : live.number(),
                    live == null ? "" : live.codeVersion(),
                    live == null ? "" : Words.time(live.activatedAt()),
                    kept(projection),
                    rebuild(projection),
                    projection.pause() == null ? "" : "by " + projection.pause().operator());
        }
        return context.show(projections, table);
    }

    private static String kept(Projection projection) {
        return projection.generations().stream()
                .filter(generation -> generation.state() == Generation.State.kept)
                .map(generation -> String.valueOf(generation.number()))
                .collect(Collectors.joining(" "));
    }

    private static String rebuild(Projection projection) {
        LastRebuild rebuild = projection.rebuild();
        if (rebuild == null) {
            return "";
        }
        return rebuild.dead() ? rebuild.purpose() + " died" : rebuild.purpose() + " " + rebuild.phase();
    }
}
