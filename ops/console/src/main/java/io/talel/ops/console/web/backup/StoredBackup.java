package io.talel.ops.console.web.backup;

import io.talel.ops.backup.archive.Entry;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.runs.Proofs.Proof;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A directory of the bucket, with all that is known of it.
 *
 * @param made null if it is damaged, or not complete
 * @param going whether the next {@code backup expire} lets it go
 * @param damage what is wrong with it; empty if nothing is known to be
 */
public record StoredBackup(
        BackupId id, Entry.@Nullable Complete made, State state, Proof proof, boolean going, String damage) {

    /** The most that can be said of it. */
    enum State {
        DAMAGED,
        BEING_MADE,
        /** Begun, and given up by whoever began it. */
        UNFINISHED,
        /** Restored, and found to be the same. */
        DRILLED,
        VERIFIED,
        /** Nobody has looked at it yet. */
        UNPROVEN;

        /** For people. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Of its snapshot, or when it was begun. */
    public Instant at() {
        return made == null ? id.time() : made.snapshotAt();
    }

    public long size() {
        return made == null ? 0 : made.size();
    }

    public String kind() {
        return made == null ? state.toString() : made.kind().toString();
    }
}
