package io.talel.command.backup;

/**
 * Figures of backups; not a number if there is none or they cannot be read.
 *
 * @param lastSuccess in seconds since 1970
 * @param lastSize in bytes
 * @param lastDuration in seconds
 * @param lastVerification completion of the newest backup of this database that a verification found whole, in seconds
 *     since 1970
 * @param lastDrill likewise for drills
 * @param problems problems of the last success that need action, and images that were not copied
 */
record BackupFigures(
        double lastSuccess,
        double lastSize,
        double lastDuration,
        double lastVerification,
        double lastDrill,
        Failures failures,
        double problems) {

    /**
     * Runs that failed, waited in vain or were cut off, and were not made good since.
     *
     * @param verifications and damaged backups that are still there
     */
    record Failures(double backups, double verifications, double drills, double expiries) {

        private static final Failures UNKNOWN = new Failures(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    static final BackupFigures UNKNOWN =
            new BackupFigures(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Failures.UNKNOWN, Double.NaN);
}
