package io.talel.ops.backup.runs;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What can be done with backups, as the table spells it. */
public enum Task {
    FULL,
    INCREMENTAL,
    VERIFY,
    DRILL,
    EXPIRE;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
