package io.talel.command.backup;

/**
 * What is known of backups; not a number where there is none, or nobody could look.
 *
 * @param lastSuccess in seconds since 1970
 * @param lastSize in bytes
 * @param lastDuration in seconds
 * @param lastVerification when the newest backup of this database that a verification found whole was completed, in seconds
 *     since 1970
 * @param lastDrill likewise, of the newest that was restored for a try
 * @param failures backups that failed or were cut off since the last success
 * @param problems what the last success says that somebody has to see to, and images that were not copied
 */
record BackupFigures(
        double lastSuccess,
        double lastSize,
        double lastDuration,
        double lastVerification,
        double lastDrill,
        double failures,
        double problems) {

    static final BackupFigures UNKNOWN =
            new BackupFigures(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
