package io.talel.ops.backup.projections;

import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
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

    private static final String GENERATIONS = """
            SELECT projection, number, code_version, active, created_at, activated_at, keep_until,
                   (position ->> 'index')::bigint AS position
            FROM read_model.generation
            ORDER BY projection, number DESC""";

    /** A rebuild holds pg_advisory_lock(7114202, hashtext(projection)); pg_locks shows both numbers as unsigned. */
    private static final String REBUILDS = """
            SELECT rebuild.*,
                   EXISTS (SELECT FROM pg_locks
                           WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND classid = 7114202
                             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                             AND objid::bigint = hashtext(rebuild.projection)::bigint & 4294967295) AS alive
            FROM read_model.rebuild""";

    private static final String REBUILT = """
            SELECT count(*) FROM pg_locks
            WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND classid = 7114202
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND objid::bigint = hashtext(?)::bigint & 4294967295""";

    private static final String KEPT = """
            SELECT count(*) FROM read_model.generation
            WHERE projection = ? AND number = ? AND NOT active AND keep_until > now()""";

    private static final String PAUSES = "SELECT projection, since, operator, reason FROM read_model.pause";

    private static final String RESUMPTIONS = "SELECT projection, resumed_at FROM read_model.resumption";

    /** All projections, by name. */
    public List<Projection> all() throws SQLException {
        Map<String, List<Generation>> generations =
                Rows.list(readModel, GENERATIONS, ProjectionQuery::generation).stream()
                        .collect(Collectors.groupingBy(Generation::projection, TreeMap::new, Collectors.toList()));
        Map<String, Rebuild> rebuilds = Rows.list(readModel, REBUILDS, ProjectionQuery::rebuild).stream()
                .collect(Collectors.toMap(Rebuild::projection, Function.identity()));
        Map<String, Pause> pauses = Rows.list(readModel, PAUSES, ProjectionQuery::pause).stream()
                .collect(Collectors.toMap(Pause::projection, Function.identity()));
        Map<String, Instant> resumptions = new HashMap<>();
        Rows.list(
                readModel,
                RESUMPTIONS,
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
        return Rows.number(readModel, REBUILT, projection) > 0;
    }

    /** Whether a generation can be switched back to. */
    public boolean isKept(String projection, int number) throws SQLException {
        return Rows.number(readModel, KEPT, projection, number) > 0;
    }

    private static Generation generation(ResultSet row) throws SQLException {
        boolean kept = row.getTimestamp("keep_until") != null;
        return new Generation(
                row.getString("projection"),
                row.getInt("number"),
                row.getInt("code_version"),
                row.getBoolean("active")
                        ? Generation.State.live
                        : kept ? Generation.State.kept : Generation.State.filling,
                Rows.time(row, "created_at"),
                Rows.timeOrNull(row, "activated_at"),
                Rows.timeOrNull(row, "keep_until"),
                Rows.longOrNull(row, "position"));
    }

    private static Rebuild rebuild(ResultSet row) throws SQLException {
        return new Rebuild(
                row.getString("projection"),
                row.getInt("generation"),
                row.getString("purpose"),
                row.getString("phase"),
                row.getString("operator"),
                row.getString("process"),
                row.getString("reason"),
                Rows.time(row, "started_at"),
                Rows.time(row, "updated_at"),
                Rows.timeOrNull(row, "finished_at"),
                row.getLong("done"),
                row.getLong("total"),
                row.getDouble("events_per_second"),
                row.getLong("errors"),
                row.getString("message"),
                row.getBoolean("cancel_requested"),
                row.getBoolean("alive"));
    }

    private static Pause pause(ResultSet row) throws SQLException {
        return new Pause(
                row.getString("projection"),
                Rows.time(row, "since"),
                row.getString("operator"),
                row.getString("reason"));
    }
}
