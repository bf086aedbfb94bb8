package io.talel.ops.backup.drill;

import static io.talel.ops.backup.store.OperatorStatements.READ_MODEL;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.archive.BackupChoice;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.keys.EncryptionKeys;
import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.outcome.Stopped;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.projections.Projection;
import io.talel.ops.backup.projections.ProjectionQuery;
import io.talel.ops.backup.restore.Restore;
import io.talel.ops.backup.restore.RestoreFailed;
import io.talel.ops.backup.restore.RestoreOrder;
import io.talel.ops.backup.restore.RestoreReport;
import io.talel.ops.backup.restore.RestoreReport.Rebuilt;
import io.talel.ops.backup.restore.source.RestorePoint;
import io.talel.ops.backup.runs.Progress;
import io.talel.ops.backup.runs.Request;
import io.talel.ops.backup.runs.RunRecorder;
import io.talel.ops.backup.runs.Runs;
import io.talel.ops.backup.runs.Task;
import io.talel.ops.backup.store.Database;
import io.talel.ops.backup.store.Rows;
import io.talel.ops.backup.store.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Proves a backup: restores it into a scratch database and compares the read models with the live ones. */
public record Drill(Settings live, Archive archive, EncryptionKeys ring) {

    /** Longest wait for a live read model. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long LOOK_MILLIS = 200;

    /**
     * Restores a backup, compares, drops the scratch database, and records the result.
     *
     * @param from id of a backup, or {@code latest}
     * @param server any database on the server to restore to
     * @param disk place on the disk of that server; null if this machine does not have it
     * @throws Refused if another run with backups is active, there is no such backup, or the disk lacks room
     * @throws Stopped if the run was cancelled
     */
    public DrillReport run(String from, Database server, @Nullable Path disk, Request request)
            throws SQLException, IOException {
        boolean named = !from.equals(BackupChoice.LATEST);
        return RunRecorder.of(live.eventStore(), Task.DRILL, Map.of(), request, named, run -> {
            Manifest backup = backup(from);
            run.about(backup.id());
            DrillReport report = perform(backup, server, disk, request.operator(), run);
            run.complete(report.isAlike() ? Outcome.DONE : Outcome.FAILED, null, sentence(report), report);
            return report;
        });
    }

    private Manifest backup(String from) throws SQLException, IOException {
        UUID lineage;
        try (Connection connection = live.eventStore().read()) {
            lineage = Runs.lineage(connection).orElseThrow();
        }
        List<BackupId> candidates =
                from.equals(BackupChoice.LATEST) ? archive.begun(Kind.FULL).reversed() : List.of(BackupId.named(from));
        for (BackupId id : candidates) {
            Optional<Manifest> found = archive.find(Kind.FULL, id);
            if (found.isPresent() && found.get().lineage().equals(lineage)) {
                return found.get();
            }
        }
        throw new Refused("there is no %s of this database in bucket %s"
                .formatted(
                        from.equals(BackupChoice.LATEST) ? "backup" : "backup " + from,
                        archive.bucket().name()));
    }

    /** The live databases would stand still on a full disk. */
    private void requireRoom(Manifest backup, Path disk) throws SQLException, IOException {
        long needed = new Restore(live, archive, ring)
                .plan(backup.id().toString(), RestorePoint.NEWEST, null, null)
                .estimatedBytes();
        long free = Files.getFileStore(disk).getUsableSpace();
        if (free < needed) {
            throw new Refused("about %d MB are needed for the scratch database, %d MB are free in %s"
                    .formatted(needed >> 20, free >> 20, disk));
        }
    }

    private DrillReport perform(
            Manifest backup, Database server, @Nullable Path disk, Operator operator, Progress progress)
            throws SQLException, IOException {
        awaitLive(backup.eventRange().to());
        try (ScratchDatabase scratch = ScratchDatabase.create(server)) {
            // After leftover databases of killed drills were dropped.
            if (disk != null) {
                requireRoom(backup, disk);
            }
            RestoreReport restored = restore(backup, scratch, operator, progress);
            List<String> warnings = new ArrayList<>(restored.damage());
            warnings.addAll(restored.warnings());
            List<ComparisonResult> compared = new ArrayList<>();
            Comparison comparison = new Comparison(live, scratch.database(), backup.eventRange());
            for (Rebuilt projection : restored.projections()) {
                compared.add(comparison.of(projection));
            }
            return new DrillReport(
                    restored.backup(),
                    restored.reached(),
                    restored.events(),
                    restored.recoverySeconds(),
                    restored.snapshotAgeSeconds(),
                    restored.newestEventAgeSeconds(),
                    restored.brokenStreams(),
                    compared,
                    warnings);
        }
    }

    private RestoreReport restore(Manifest backup, ScratchDatabase scratch, Operator operator, Progress progress)
            throws SQLException, IOException {
        RestoreOrder order = new RestoreOrder(
                backup.id().toString(), RestorePoint.NEWEST, null, scratch.url(), "backup drill", true);
        try {
            return new Restore(live.on(scratch.database()), archive, ring).run(order, operator, progress);
        } catch (RestoreFailed e) {
            throw new IOException(
                    "Backup %s could not be restored: %s. The scratch database was dropped."
                            .formatted(backup.id(), e.why()),
                    e);
        }
    }

    /** Waits until the live read models have caught up; they never fall behind this place again. */
    private void awaitLive(long place) throws SQLException, IOException {
        if (place == 0) {
            return;
        }
        List<Projection> projections;
        try (Connection readModel = live.readModel().read()) {
            projections = new ProjectionQuery(readModel).all();
        }
        for (Projection projection : projections) {
            await(projection.name(), place);
        }
    }

    private void await(String projection, long place) throws SQLException, IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (Connection readModel = live.readModel().readAsOwner()) {
            // The segment that is furthest behind counts.
            long reached = Rows.number(readModel, READ_MODEL.get("least-place"), projection);
            while (reached < place) {
                if (System.nanoTime() > end) {
                    throw new IOException(
                            "the live read model of %s has reached only place %d of the log, not %d: there is nothing to compare with"
                                    .formatted(projection, reached, place));
                }
                Thread.sleep(LOOK_MILLIS);
                reached = Rows.number(readModel, READ_MODEL.get("least-place"), projection);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Result in a sentence for people. */
    public static String sentence(DrillReport report) {
        String what = "Backup %s was restored in %s: %s, as of %s before. "
                .formatted(
                        report.backup(),
                        Words.seconds(report.recoverySeconds()),
                        Words.count(report.events(), "event", "events"),
                        Words.seconds(report.snapshotAgeSeconds()));
        String movedOn = report.movedOn() == 0 ? "" : "; %d have newer events".formatted(report.movedOn());
        if (report.comparedNothing()) {
            return (what
                            + "Nothing could be compared: every row has newer events or dead letters. "
                            + String.join(" ", report.warnings()))
                    .strip();
        }
        String found = report.isAlike()
                ? "All %s that could be compared are equal to the live ones%s."
                        .formatted(Words.count(report.alike(), "row", "rows"), movedOn)
                : "%s; %d are equal%s.".formatted(wrong(report), report.alike(), movedOn);
        return (what + found + " " + String.join(" ", report.warnings())).strip();
    }

    /** Differences and problems, with an example. */
    private static String wrong(DrillReport report) {
        List<String> wrong = new ArrayList<>();
        if (report.differing() > 0) {
            wrong.add(Words.count(report.differing(), "row differs", "rows differ") + " from the live read models");
        }
        if (report.newlyParked() > 0) {
            wrong.add(Words.count(report.newlyParked(), "stream has", "streams have")
                    + " dead letters that the live read models lack");
        }
        if (report.brokenStreams() > 0) {
            wrong.add(Words.count(report.brokenStreams(), "stream lacks", "streams lack")
                    + " an event before the last one");
        }
        String example = report.projections().stream()
                .flatMap(projection -> projection.examples().stream())
                .findFirst()
                .map(", for example: "::concat)
                .orElse("");
        return String.join(", ", wrong) + example;
    }
}
