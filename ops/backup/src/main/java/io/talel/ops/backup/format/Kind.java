package io.talel.ops.backup.format;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a backup holds. */
public enum Kind {
    /** All events, and the small tables. */
    FULL("backups/"),

    /** The events since its parent, and the small tables. */
    INCREMENTAL("backups/"),

    /** The keys of personal data, apart from everything that they open. */
    KEYS("keys/");

    private final String prefix;

    Kind(String prefix) {
        this.prefix = prefix;
    }

    /** Where in the bucket the backups of this kind lie. */
    public String prefix() {
        return prefix;
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
