package io.talel.ops.backup.restore;

import static io.talel.ops.backup.store.OperatorStatements.AUTH;
import static io.talel.ops.backup.store.OperatorStatements.EVENT_STORE;
import static io.talel.ops.backup.store.OperatorStatements.READ_MODEL;

import io.talel.kernel.RebuildClaims;
import io.talel.ops.backup.application.EmbeddedApplication;
import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.keys.EncryptionKeys;
import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.log.OperatorLog;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.persons.KeylessPersons;
import io.talel.ops.backup.projections.FullRebuild;
import io.talel.ops.backup.restore.RestoreReport.Rebuilt;
import io.talel.ops.backup.restore.copy.Copied;
import io.talel.ops.backup.restore.copy.ReadBack;
import io.talel.ops.backup.restore.copy.TableChunk;
import io.talel.ops.backup.restore.copy.TableCopy;
import io.talel.ops.backup.restore.source.Source;
import io.talel.ops.backup.runs.Progress;
import io.talel.ops.backup.schema.AuthSchemaMigration;
import io.talel.ops.backup.store.LeftOutTables;
import io.talel.ops.backup.store.RecordingTime;
import io.talel.ops.backup.store.Rows;
import io.talel.query.rebuild.RebuildProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;

/**
 * One restore, from an empty database to one that nodes can use. Restores the keys of personal data first and the
 * lineage last: without the lineage nothing takes the database for the one in the backups.
 */
final class RestoreRun {

    /** Event store, read models and gateway. */
    private static final int SCHEMAS = 3;

    private static final String LINEAGE = "operations.lineage";

    private final Target target;
    private final Source source;
    private final Connection owner;
    private final TableCopy copy;
    private final ReadBack check;
    private final Phases phases;
    private final Progress progress;
    private final List<String> damage = new ArrayList<>();
    private final List<String> warnings;

    RestoreRun(Target target, Source source, Bucket bucket, EncryptionKeys ring, Phases phases, Progress progress)
            throws SQLException {
        this.target = target;
        this.source = source;
        this.owner = target.owner();
        this.copy = new TableCopy(bucket, ring, owner);
        this.check = new ReadBack(owner);
        this.phases = phases;
        this.progress = progress;
        this.warnings = new ArrayList<>(target.remarks());
    }

    RestoreReport run(RestoreOrder order, Operator operator) throws SQLException, IOException {
        Instant asked = Rows.now(owner);
        @Nullable Long entry = null;
        @Nullable Restored restored = null;
        progress.at(0, SCHEMAS, "schemas");
        try (EmbeddedApplication application = EmbeddedApplication.migratingBoth(target.settings())) {
            prepare();
            progress.at(SCHEMAS, SCHEMAS, "schemas");
            for (Manifest backup : List.of(source.keys(), source.last())) {
                tables(backup);
            }
            LogInvariants log = log();
            Sequences.set(owner, source.last(), source.keys());
            long dropped = dropErased();
            Rows.change(owner, AUTH.get("mail-nothing"));
            oweErasures();
            entry = new OperatorLog(owner).append(operator, order.command(target, source), order.reason());
            progress.at(0, log.events(), "claims");
            application.get(CommandGateway.class).sendAndWait(new RebuildClaims());
            progress.at(log.events(), log.events(), "claims");
            phases.ended("claims");
            List<Rebuilt> rebuilt = new FullRebuild(
                            application, target.settings().readModel())
                    .make(operator.name(), order.command(target, source), this::rebuilding).stream()
                            .map(made ->
                                    new Rebuilt(made.projection(), made.generation(), made.events(), made.parked()))
                            .toList();
            phases.ended("read models");
            warn(log, rebuilt);
            @Nullable Instant newest = Rows.first(owner, EVENT_STORE.get("newest-event"), RecordingTime::of)
                    .orElse(null);
            restored = new Restored(goOn(), entry, log, dropped, rebuilt, newest);
        } catch (SQLException | IOException | RuntimeException e) {
            if (restored == null) {
                complete(entry, e);
                throw new RestoreFailed(target, e);
            }
            warnings.add("The restore is complete. A later step failed: " + e.getMessage());
        }
        phases.ended("end");
        writeDown(restored);
        return report(restored, asked);
    }

    /**
     * Deletes keys and credentials of persons erased since; the keys may have been copied just before the log. Keeps those
     * of persons who registered after the place restored to: a later place may be restored from a backup of this database.
     *
     * @return number of credentials deleted
     */
    private long dropErased() throws SQLException {
        Rows.change(owner, EVENT_STORE.get("drop-keys-of-removed"));
        List<Long> kept = Rows.list(owner, EVENT_STORE.get("users-with-keys"), row -> row.getLong(1));
        return Rows.change(owner, AUTH.get("keep-credentials-of"), (Object) kept.toArray(Long[]::new));
    }

    private record Removed(long id, String articles, Instant occurredAt) {}

    private void oweErasures() throws SQLException {
        List<Removed> removed = Rows.list(owner, EVENT_STORE.get("removed-users"), Rows.to(Removed.class));
        Rows.change(
                owner,
                AUTH.get("owe-erasures"),
                removed.stream().map(Removed::id).toArray(Long[]::new),
                removed.stream().map(Removed::articles).toArray(String[]::new),
                removed.stream().map(Removed::occurredAt).map(Instant::toString).toArray(String[]::new));
    }

    private void rebuilding(String projection, RebuildProgress now) {
        try {
            progress.at(now.done(), now.total(), projection + "-events");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Result.
     *
     * @param entry of the operator log
     * @param dropped credentials of erased persons
     * @param newest when the last event was recorded
     */
    private record Restored(
            UUID lineage,
            long entry,
            LogInvariants log,
            long dropped,
            List<Rebuilt> rebuilt,
            @Nullable Instant newest) {}

    /** The restore is complete even if recording it fails. */
    private void writeDown(Restored restored) {
        try (Connection eventStore = target.database().workAsOwner()) {
            new OperatorLog(eventStore)
                    .complete(
                            restored.entry,
                            Outcome.DONE,
                            "%d events, up to place %d".formatted(restored.log.events(), source.end()));
        } catch (SQLException e) {
            warnings.add("The restore is complete, but could not be recorded in the operator log: " + e.getMessage());
        }
    }

    private void complete(@Nullable Long entry, Exception failure) {
        if (entry != null) {
            try {
                if (!owner.getAutoCommit()) {
                    owner.rollback();
                    owner.setAutoCommit(true);
                }
                new OperatorLog(owner)
                        .complete(
                                entry,
                                progress.cancelled() ? Outcome.CANCELLED : Outcome.FAILED,
                                Words.cut(String.valueOf(failure.getMessage()), 2000));
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
        }
    }

    private void prepare() throws SQLException {
        RestoreMarker.mark(owner);
        if (Rows.is(owner, READ_MODEL.get("has-tokens"))) {
            throw new IllegalStateException("a node was started on the database at the same time");
        }
        AuthSchemaMigration.migrate(target.database());
        phases.ended("schemas");
    }

    /**
     * Restores all tables except the log, the lineage and what backups leave out. An older backup may have messages to
     * webhooks, which were sent since. Only backups of keys have credentials.
     */
    private void tables(Manifest backup) throws SQLException, IOException {
        List<String> leftOut = backup == source.keys() ? List.of() : LeftOutTables.in(owner);
        long rows = 0;
        for (DumpedTable table : backup.tables()) {
            switch (table.name()) {
                case DumpedTable.EVENTS, DumpedTable.IMAGES, LINEAGE -> {}
                default -> {
                    if (!leftOut.contains(table.name()) && isKnown(table)) {
                        whole(backup, table);
                        rows += table.rows();
                    }
                }
            }
        }
        phases.ended(backup == source.keys() ? "keys" : "tables", rows, bytes(backup));
    }

    private static long bytes(Manifest backup) {
        return backup.tables().stream()
                .filter(table -> !table.name().equals(DumpedTable.EVENTS))
                .flatMap(table -> table.chunks().stream())
                .mapToLong(chunk -> chunk.contentBytes())
                .sum();
    }

    private boolean isKnown(DumpedTable table) throws SQLException {
        boolean known = Rows.is(owner, "SELECT to_regclass(?) IS NOT NULL", table.name());
        if (!known) {
            warnings.add("This version has no table %s: %s left out."
                    .formatted(table.name(), Words.count(table.rows(), "row was", "rows were")));
        }
        return known;
    }

    /** Replaces the rows that migrations have inserted. */
    private void whole(Manifest backup, DumpedTable table) throws SQLException, IOException {
        Rows.change(owner, "DELETE FROM " + table.name());
        check.table(table, copy.whole(TableChunk.of(backup, table)));
    }

    private LogInvariants log() throws SQLException, IOException {
        List<TableChunk> tableChunks = TableChunk.ofEvents(source.chain());
        List<Copied> copied = copy.events(tableChunks, source.end(), progress);
        long rows = copied.stream().mapToLong(Copied::rows).sum();
        long bytes = tableChunks.stream()
                .mapToLong(tableChunk -> tableChunk.chunk().contentBytes())
                .sum();
        phases.ended("events", rows, bytes);
        Rows.change(owner, EVENT_STORE.get("statistics-of-log"));
        if (!tableChunks.isEmpty()) {
            check.events(source.chain().backups(), source.end(), copied, progress);
        }
        LogInvariants log = LogInvariants.of(owner);
        if (!source.isCut()) {
            log.require(source.last().eventRange());
        }
        phases.ended("events checked", rows, bytes);
        return log;
    }

    private void warn(LogInvariants log, List<Rebuilt> rebuilt) throws SQLException {
        warnings.addAll(source.warnings());
        if (source.knowsErasures()) {
            KeylessPersons.recordErased(owner);
        }
        KeylessPersons keyless = KeylessPersons.of(owner);
        if (!keyless.erased().isEmpty()) {
            warnings.add(keyless.erased().sentence()
                    + " They were erased after that point, but their articles and images exist again: before this"
                    + " database is used, run `ops/talelio users erase ID --articles remove --reason TICKET` for"
                    + " each; `doctor` lists them.");
        }
        if (!keyless.lost().isEmpty()) {
            damage.add(keyless.lost().sentence()
                    + " %s does not have their keys%s, and no erasure is recorded. The keys may be in"
                            .formatted(source.keys().directory(), lostBefore())
                    + " another backup of keys (`restore --keys ID`), another file of BACKUP_KEY_FILE or another bucket:"
                    + " until you have looked there, erase none of these persons and delete nothing below keys/.");
        }
        if (log.brokenStreams() > 0) {
            warnings.add("%s an event before the last one, as in the backup: `doctor` shows details."
                    .formatted(Words.count(log.brokenStreams(), "stream lacks", "streams lack")));
        }
        for (Rebuilt projection : rebuilt) {
            if (projection.parked() > 0) {
                warnings.add("%s failed in %s; `dead-letters list` shows them."
                        .formatted(Words.count(projection.parked(), "event", "events"), projection.projection()));
            }
        }
    }

    private String lostBefore() {
        long lost = source.keys().lostPersons();
        return lost == 0 ? "" : " (%d were lost before it was made)".formatted(lost);
    }

    /** Starts a new lineage, which descends from that of the backup. */
    private UUID goOn() throws SQLException, IOException {
        owner.setAutoCommit(false);
        for (DumpedTable table : source.last().tables()) {
            if (table.name().equals(LINEAGE)) {
                whole(source.last(), table);
            }
        }
        UUID lineage = Rows.first(
                        owner,
                        "INSERT INTO operations.lineage DEFAULT VALUES RETURNING id",
                        row -> row.getObject(1, UUID.class))
                .orElseThrow();
        Rows.change(owner, READ_MODEL.get("adopt-lineage"), lineage);
        RestoreMarker.clear(owner);
        try {
            owner.commit();
        } catch (SQLException e) {
            if (!isCommitted(lineage)) {
                throw e;
            }
            warnings.add(
                    "The restore is complete, although the answer to the last statement was lost: " + e.getMessage());
        }
        return lineage;
    }

    /** Uses another connection: the answer to the commit may have been lost. */
    private boolean isCommitted(UUID lineage) throws SQLException {
        try (Connection another = target.database().readAsOwner()) {
            return Rows.number(another, "SELECT count(*) FROM operations.lineage WHERE id = ?", lineage) == 1;
        }
    }

    private RestoreReport report(Restored restored, Instant asked) {
        LogInvariants log = restored.log;
        @Nullable Instant newest = restored.newest;
        Instant snapshot = source.last().snapshotAt();
        return new RestoreReport(
                source.last().id(),
                source.chain().backups().stream().map(Manifest::id).toList(),
                source.keys().id(),
                target.database().place(),
                restored.lineage,
                source.end(),
                log.events(),
                log.byType(),
                restored.dropped,
                log.brokenStreams(),
                restored.rebuilt,
                asked,
                snapshot,
                RestoreReport.age(snapshot, asked),
                newest,
                newest == null ? null : RestoreReport.age(newest, asked),
                phases.total(),
                source.contentBytes(),
                DiskSpace.needed(source),
                phases.list(),
                damage,
                warnings);
    }
}
