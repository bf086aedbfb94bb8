package io.talel.query.article;

import io.talel.kernel.article.content.Title;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What readers see instead of the columns of a row.
 *
 * @param version null if they see the columns again
 */
record PinnedVersion(@Nullable Version version) {

    static final PinnedVersion NONE = new PinnedVersion(null);

    /**
     * An older version.
     *
     * @param number version of the stream
     * @param updatedAt when readers saw it first
     */
    record Version(long number, Title title, RevisedColumns text, Instant updatedAt) {}

    /** In characters. */
    long length() {
        return version == null ? 0 : version.text.length();
    }
}
