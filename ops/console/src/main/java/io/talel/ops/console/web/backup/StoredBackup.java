package io.talel.ops.console.web.backup;

import io.talel.ops.backup.archive.BackupEntry;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.runs.Proofs.Proof;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A backup directory in the bucket, with everything known about it.
 *
 * @param made null if it is damaged or unfinished
 * @param going whether the next {@code backup expire} deletes it
 * @param damage its damage in a sentence; empty if none is known
 */
public record StoredBackup(
        BackupId id, BackupEntry.@Nullable Complete made, State state, Proof proof, boolean going, String damage) {

    enum State {
        DAMAGED,
        BEING_MADE,
        /** Started and abandoned. */
        UNFINISHED,
        /** Restored, and found to be equal. */
        DRILLED,
        VERIFIED,
        /** Neither verified nor drilled. */
        UNPROVEN;

        /** For people. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Time of its snapshot, or of its start. */
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
