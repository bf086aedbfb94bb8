package io.talel.ops.console.status;

import io.talel.ops.backup.store.NumericVariables;
import java.time.Duration;
import java.util.Map;

/**
 * Greatest age of the newest backup, verification and drill in a healthy state.
 *
 * @param backup default 26 h: one night, and two hours for a nightly backup
 * @param verification default 50 h: two nights and two hours, so that one may be missed
 * @param drill default 8 d: a week and a day, since drills are weekly
 */
public record BackupAgeLimits(Duration backup, Duration verification, Duration drill) {

    /**
     * Reads {@code BACKUP_MAX_AGE}, {@code BACKUP_MAX_VERIFICATION_AGE} and {@code BACKUP_MAX_DRILL_AGE}.
     *
     * @throws io.talel.ops.backup.outcome.Refused if one of them is not a duration
     */
    public static BackupAgeLimits of(Map<String, String> variables) {
        NumericVariables values = new NumericVariables(variables);
        return new BackupAgeLimits(
                values.length("BACKUP_MAX_AGE", Duration.ofHours(26)),
                values.length("BACKUP_MAX_VERIFICATION_AGE", Duration.ofHours(50)),
                values.length("BACKUP_MAX_DRILL_AGE", Duration.ofDays(8)));
    }
}
