package io.talel.ops.backup.format;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Kind of a backup. */
public enum Kind {
    /** All events, and the small tables. */
    FULL("backups/"),

    /** The events since its parent, and the small tables. */
    INCREMENTAL("backups/"),

    /** The keys of personal data, apart from the data that they open. */
    KEYS("keys/");

    private final String prefix;

    Kind(String prefix) {
        this.prefix = prefix;
    }

    /** Prefix of these backups in the bucket. */
    public String prefix() {
        return prefix;
    }

    /** Prefix of the objects of a backup, with a slash at the end. */
    public String directory(BackupId backup) {
        return prefix + backup + "/";
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
