package io.talel.command.backup;

/**
 * What is known of backups; not a number where there is none, or nobody could look.
 *
 * @param lastSuccess in seconds since 1970
 * @param lastSize in bytes
 * @param lastDuration in seconds
 * @param lastDrill in seconds since 1970
 * @param failures backups that failed or were cut off since the last success
 */
record BackupFigures(double lastSuccess, double lastSize, double lastDuration, double lastDrill, double failures) {

    static final BackupFigures UNKNOWN = new BackupFigures(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
