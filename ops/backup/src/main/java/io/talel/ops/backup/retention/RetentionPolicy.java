package io.talel.ops.backup.retention;

import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.store.NumericVariables;
import java.time.Duration;
import java.util.Map;

/**
 * How many backups of one database are kept.
 *
 * @param days number of days with a backup whose newest one is kept
 * @param weeks likewise for ISO weeks
 * @param months likewise for months
 * @param fulls least number of full backups kept; 1 or more
 */
public record RetentionPolicy(int days, int weeks, int months, int fulls) {

    public static final int DAYS = 7;
    public static final int WEEKS = 5;
    public static final int MONTHS = 12;
    public static final int FULLS = 2;

    /** Age at which a backup without a manifest counts as abandoned. */
    public static final Duration ABANDONED_AFTER = Duration.ofDays(1);

    public static final RetentionPolicy DEFAULT = new RetentionPolicy(DAYS, WEEKS, MONTHS, FULLS);

    /**
     * Reads {@code BACKUP_KEEP_DAYS}, {@code BACKUP_KEEP_WEEKS}, {@code BACKUP_KEEP_MONTHS} and {@code
     * BACKUP_KEEP_FULL}.
     *
     * @throws Refused if one of them is not a number, or no full backup would be kept
     */
    public static RetentionPolicy of(Map<String, String> variables) {
        NumericVariables values = new NumericVariables(variables);
        RetentionPolicy policy = new RetentionPolicy(
                values.count("BACKUP_KEEP_DAYS", DEFAULT.days),
                values.count("BACKUP_KEEP_WEEKS", DEFAULT.weeks),
                values.count("BACKUP_KEEP_MONTHS", DEFAULT.months),
                values.count("BACKUP_KEEP_FULL", DEFAULT.fulls));
        if (policy.fulls < 1) {
            throw new Refused("BACKUP_KEEP_FULL is 0; at least one full backup is kept");
        }
        return policy;
    }

    /** For people: 7 days, 5 weeks and 12 months, and 2 full ones. */
    @Override
    public String toString() {
        return "%d days, %d weeks and %d months, and %d full ones".formatted(days, weeks, months, fulls);
    }
}
