package io.talel.ops.backup.projections;

import static io.talel.ops.backup.store.OperatorStatements.READ_MODEL;

import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the registry of projections, their rebuilds and pauses. */
public record ProjectionQuery(Connection readModel) {

    /** All projections, by name. */
    public List<Projection> all() throws SQLException {
        Map<String, List<Generation>> generations =
                Rows.list(readModel, READ_MODEL.get("generations"), Rows.to(Generation.class)).stream()
                        .collect(Collectors.groupingBy(Generation::projection, TreeMap::new, Collectors.toList()));
        Map<String, LastRebuild> rebuilds =
                Rows.list(readModel, READ_MODEL.get("rebuilds"), Rows.to(LastRebuild.class)).stream()
                        .collect(Collectors.toMap(LastRebuild::projection, Function.identity()));
        Map<String, Pause> pauses = Rows.list(readModel, READ_MODEL.get("pauses"), Rows.to(Pause.class)).stream()
                .collect(Collectors.toMap(Pause::projection, Function.identity()));
        Map<String, Instant> resumptions = new HashMap<>();
        Rows.list(
                readModel,
                READ_MODEL.get("resumptions"),
                row -> resumptions.put(row.getString("projection"), Rows.time(row, "resumed_at")));
        return generations.entrySet().stream()
                .map(of -> new Projection(
                        of.getKey(),
                        of.getValue(),
                        rebuilds.get(of.getKey()),
                        pauses.get(of.getKey()),
                        resumptions.get(of.getKey())))
                .toList();
    }

    public Optional<Projection> find(String name) throws SQLException {
        return all().stream()
                .filter(projection -> projection.name().equals(name))
                .findFirst();
    }

    /** @throws Refused if there is no such projection */
    public Projection known(String projection) throws SQLException {
        return find(projection)
                .orElseThrow(
                        () -> new Refused("There is no projection " + projection + "; `projections list` names them."));
    }

    /** Whether a process holds the rebuild's lock, even if it has not recorded its progress yet. */
    public boolean isBeingRebuilt(String projection) throws SQLException {
        return Rows.is(readModel, READ_MODEL.get("is-being-rebuilt"), projection);
    }

    /** Whether a generation can be switched back to. */
    public boolean isKept(String projection, int number) throws SQLException {
        return Rows.is(readModel, READ_MODEL.get("is-kept"), projection, number);
    }
}
