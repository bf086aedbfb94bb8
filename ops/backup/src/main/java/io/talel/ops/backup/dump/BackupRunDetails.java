package io.talel.ops.backup.dump;

import java.util.List;

/**
 * Details of a run that made a backup, for status and metrics.
 *
 * @param problems sentences about what needs action
 * @param copyImages whether the images were to be copied
 * @param imagesLeftOut whether listing or copying the images failed
 */
record BackupRunDetails(List<String> problems, boolean copyImages, boolean imagesLeftOut) {}
