package io.talel.ops.backup.dump;

import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.runs.Runs;
import java.util.List;

/**
 * Details of a run that made a backup, for status and metrics.
 *
 * @param problems sentences about what needs action
 * @param copyImages whether the images were to be copied
 * @param imagesLeftOut whether listing or copying the images failed
 * @param keys the backup of keys that it made
 * @param database number of the database within its server, for {@link Runs#madeKeys}
 */
record BackupRunDetails(
        List<String> problems, boolean copyImages, boolean imagesLeftOut, BackupId keys, long database) {

    /** The part that is recorded before the keys are written: a database knows its keys even if the run is killed. */
    record Intended(BackupId keys, long database) {}
}
