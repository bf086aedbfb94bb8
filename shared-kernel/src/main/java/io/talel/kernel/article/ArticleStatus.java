package io.talel.kernel.article;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.kernel.InvalidValue;
import java.util.Arrays;
import java.util.Locale;

/** Who sees an article. */
public enum ArticleStatus {
    /** Its author. It was never published, or is no more. */
    DRAFT,
    /** Everybody. */
    PUBLISHED,
    /** Its author, who can restore it. */
    REMOVED;

    /** As clients write it: {@code draft}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reverse of {@link #label}. */
    @JsonCreator
    public static ArticleStatus of(String label) {
        return Arrays.stream(values())
                .filter(status -> status.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new InvalidValue("status", "must be draft, published or removed"));
    }
}
