package io.talel.ops.backup.restore;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.keys.EncryptionKeys;
import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.runs.Progress;
import io.talel.ops.backup.store.Settings;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Restores backups into empty databases.
 *
 * @param settings whose roles the restored database is to have
 */
public record Restore(Settings settings, Archive archive, EncryptionKeys ring) {

    /**
     * Looks at what a restore would take, and whether it could begin. Reads the bucket, and the target if it is named.
     *
     * @param keys name of another backup of keys than the one that belongs to it; null for that one
     * @param into address of the target; null if it is not known yet
     * @throws Refused if it could not
     */
    public RestorePlan plan(String from, Point point, @Nullable String keys, @Nullable String into)
            throws SQLException, IOException {
        Source source = new SourceChoice(archive, ring).choose(from, point, keys);
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
     * Restores, and checks the result.
     *
     * @throws Refused if it was not begun: nothing was changed
     * @throws RestoreFailed if it was begun, and the target is of no use now
     * @throws Damaged if what is needed to begin cannot be believed
     */
    public RestoreReport run(RestoreOrder order, Operator operator, Progress progress)
            throws SQLException, IOException {
        Phases phases = new Phases();
        Source source = new SourceChoice(archive, ring).choose(order.from(), order.point(), order.keys());
        try (Target target = Target.open(settings, order.into())) {
            DiskSpace.require(target, source);
            phases.ended("checks");
            return new Restoration(target, source, archive.bucket(), ring, phases, progress.ending())
                    .run(order, operator);
        }
    }
}
