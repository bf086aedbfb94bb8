package io.talel.ops.backup.dump;

import java.util.List;

/**
 * What a run that made a backup keeps as its details, for the status and the metrics.
 *
 * @param problems what somebody has to see to, in sentences
 * @param copyImages whether the objects of the image bucket were to be copied
 * @param imagesLeftOut whether they could be neither listed nor copied
 */
record BackupRunDetails(List<String> problems, boolean copyImages, boolean imagesLeftOut) {}
