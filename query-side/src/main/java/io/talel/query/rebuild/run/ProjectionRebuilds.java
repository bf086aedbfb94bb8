package io.talel.query.rebuild.run;

import io.talel.query.generation.Generation;
import io.talel.query.generation.GenerationRegistry;
import io.talel.query.generation.KeptGeneration;
import io.talel.query.generation.LineageMismatch;
import io.talel.query.generation.ReadModelLineage;
import io.talel.query.projection.Projection;
import io.talel.query.rebuild.RebuildJob;
import io.talel.query.rebuild.RebuildOrder;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import io.talel.query.rebuild.RebuildProgress;
import io.talel.query.rebuild.RebuildRefused;
import io.talel.query.rebuild.RebuildReport;
import io.talel.query.rebuild.RebuildStopped;
import io.talel.query.rebuild.Rebuilds;
import io.talel.query.rebuild.TrackingTokens;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.jspecify.annotations.Nullable;

/** Runs rebuilds and removes the generation of a rebuild that fails. */
final class ProjectionRebuilds implements Rebuilds {

    /** Class of SQLSTATE of a statement that never succeeds. */
    private static final String WRONG_STATEMENT = "42";

    private final List<Projection> projections;
    private final ReadModelLineage lineage;
    private final RebuildContext context;

    ProjectionRebuilds(List<Projection> projections, ReadModelLineage lineage, RebuildContext context) {
        this.projections = List.copyOf(projections);
        this.lineage = lineage;
        this.context = context;
    }

    private record Target(Generation generation, @Nullable GapAwareTrackingToken from) {}

    @Override
    public RebuildReport run(RebuildOrder order, Consumer<RebuildProgress> progress) {
        Projection projection = projection(order.projection());
        try (RebuildLock lock = RebuildLock.take(context.connections().owner(), projection.name())) {
            lineage.require(lock.connection());
            context.hiddenGenerations().cleanUp(projection.name());
            Generation live = live(lock.connection(), projection);
            Target target = order.purpose() == Purpose.SWITCH ? kept(lock, projection, order) : created(projection);
            return run(new MonitoredRebuild(context, new RebuildJob(projection, order), progress), lock, live, target);
        } catch (LineageMismatch e) {
            throw new RebuildRefused(String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            throw new RebuildStopped("The read models' database failed: " + e.getMessage());
        }
    }

    @Override
    public List<String> filledByOtherCode() {
        try (Connection connection = context.connections().owner().getConnection()) {
            List<String> names = new ArrayList<>();
            for (Projection projection : projections) {
                GenerationRegistry.active(connection, projection.name())
                        .filter(live -> live.codeVersion() != projection.codeVersion())
                        .ifPresent(_ -> names.add(projection.name()));
            }
            return names;
        } catch (SQLException e) {
            throw new RebuildStopped("The read models' database failed: " + e.getMessage());
        }
    }

    private RebuildReport run(MonitoredRebuild rebuild, RebuildLock lock, Generation live, Target target) {
        boolean created = rebuild.order().purpose() != Purpose.SWITCH;
        boolean swapped = false;
        try {
            requireColumns(rebuild.projection(), target.generation);
            rehearse(live, target.generation);
            RebuildReport report = rebuild.run(lock, live, target.generation, target.from);
            swapped = rebuild.order().purpose() != Purpose.VERIFY;
            return report;
        } finally {
            if (created && !swapped) {
                context.hiddenGenerations().remove(target.generation);
            }
        }
    }

    private Projection projection(String name) {
        return projections.stream()
                .filter(projection -> projection.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RebuildRefused("There is no projection %s; there are %s"
                        .formatted(
                                name, projections.stream().map(Projection::name).collect(Collectors.joining(", ")))));
    }

    private static Generation live(Connection connection, Projection projection) throws SQLException {
        return GenerationRegistry.active(connection, projection.name())
                .orElseThrow(() -> new RebuildRefused(projection.name() + " has no live generation"));
    }

    private Target created(Projection projection) throws SQLException {
        return new Target(context.hiddenGenerations().create(projection), null);
    }

    private static Target kept(RebuildLock lock, Projection projection, RebuildOrder order) throws SQLException {
        Integer number = order.toGeneration();
        if (number == null) {
            throw new RebuildRefused("No generation of %s to go back to was named".formatted(projection.name()));
        }
        KeptGeneration kept = GenerationRegistry.kept(lock.connection(), projection.name(), number)
                .orElseThrow(() -> new RebuildRefused(
                        "There is no generation %d of %s that is kept".formatted(number, projection.name())));
        Generation generation = kept.generation();
        if (generation.codeVersion() != projection.codeVersion()) {
            throw new RebuildRefused("%s was filled by version %d of its projection, this process has version %d"
                    .formatted(generation.schema(), generation.codeVersion(), projection.codeVersion()));
        }
        return new Target(generation, TrackingTokens.read(kept.position()));
    }

    /** Finds out early what would fail at the end of the swap. */
    private void rehearse(Generation live, Generation generation) {
        try {
            context.hiddenGenerations().rehearse(live, generation);
        } catch (SQLException e) {
            throw Objects.toString(e.getSQLState()).startsWith(WRONG_STATEMENT)
                    ? new RebuildRefused("The views cannot show %s: %s".formatted(generation.schema(), e.getMessage()))
                    : new RebuildStopped("The read models' database failed: " + e.getMessage());
        }
    }

    private void requireColumns(Projection projection, Generation generation) {
        try {
            List<String> missing = context.hiddenGenerations().missingColumns(projection, generation);
            if (!missing.isEmpty()) {
                throw new RebuildRefused(
                        "Readers of %s may ask for %s, which %s has not got: the view cannot lose columns within a release"
                                .formatted(projection.view(), String.join(", ", missing), generation.schema()));
            }
        } catch (SQLException e) {
            throw new RebuildStopped("The read models' database failed: " + Objects.toString(e.getMessage()));
        }
    }
}
