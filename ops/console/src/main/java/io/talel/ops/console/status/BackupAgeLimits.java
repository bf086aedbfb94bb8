package io.talel.ops.console.status;

import io.talel.ops.backup.store.Variables;
import java.time.Duration;
import java.util.Map;

/**
 * How old the newest of each may be before the status is unhealthy.
 *
 * @param backup by default 26 h, a night and two hours: a nightly backup may take its time
 * @param verification by default 50 h, two nights and two hours: one may be missed
 * @param drill by default 8 d, a week and a day: drills are weekly
 */
public record BackupAgeLimits(Duration backup, Duration verification, Duration drill) {

    /**
     * By {@code BACKUP_MAX_AGE}, {@code BACKUP_MAX_VERIFICATION_AGE} and {@code BACKUP_MAX_DRILL_AGE}.
     *
     * @throws io.talel.ops.backup.outcome.Refused if one of them is no length of time
     */
    public static BackupAgeLimits of(Map<String, String> variables) {
        Variables values = new Variables(variables);
        return new BackupAgeLimits(
                values.length("BACKUP_MAX_AGE", Duration.ofHours(26)),
                values.length("BACKUP_MAX_VERIFICATION_AGE", Duration.ofHours(50)),
                values.length("BACKUP_MAX_DRILL_AGE", Duration.ofDays(8)));
    }
}
