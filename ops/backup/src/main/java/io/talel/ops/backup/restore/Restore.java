package io.talel.ops.backup.restore;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.keys.EncryptionKeys;
import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.restore.source.RestoreKeys;
import io.talel.ops.backup.restore.source.RestorePoint;
import io.talel.ops.backup.restore.source.Source;
import io.talel.ops.backup.restore.source.SourceChoice;
import io.talel.ops.backup.runs.Progress;
import io.talel.ops.backup.store.Settings;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Restores backups into empty databases.
 *
 * @param settings give the roles of the restored database
 */
public record Restore(Settings settings, Archive archive, EncryptionKeys ring) {

    /**
     * Plans a restore and checks whether it could start. Reads the bucket, and the target if it is given.
     *
     * @param keys id of the backup of keys; null for the one that belongs to the backup
     * @param into address of the target; null if unknown
     * @throws Refused if the restore could not start
     */
    public RestorePlan plan(String from, RestorePoint point, @Nullable String keys, @Nullable String into)
            throws SQLException, IOException {
        Source source = new SourceChoice(archive, ring).choose(from, point, RestoreKeys.Rule.of(keys));
        List<String> remarks = List.of();
        if (into != null) {
            try (Target target = Target.open(settings, into)) {
                DiskSpace.require(target, source);
                remarks = target.remarks();
            }
        }
        return RestorePlan.of(source, remarks);
    }

    /**
     * Restores and checks the result.
     *
     * @throws Refused if nothing was changed
     * @throws RestoreFailed if the target is incomplete and useless
     * @throws Damaged if a backup that the restore needs is damaged
     */
    public RestoreReport run(RestoreOrder order, Operator operator, Progress progress)
            throws SQLException, IOException {
        Phases phases = new Phases();
        Source source = new SourceChoice(archive, ring).choose(order.from(), order.point(), order.rule());
        try (Target target = Target.open(settings, order.into())) {
            DiskSpace.require(target, source);
            phases.ended("checks");
            return new RestoreRun(target, source, archive.bucket(), ring, phases, progress.ending())
                    .run(order, operator);
        }
    }
}
