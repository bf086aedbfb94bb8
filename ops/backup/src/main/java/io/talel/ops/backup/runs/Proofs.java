package io.talel.ops.backup.runs;

import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When each backup was last verified and drilled. A proof of a backup also proves everything that it builds on. */
public final class Proofs {

    private static final String SELECT = """
            SELECT backup,
                   max(finished_at) FILTER (WHERE task = 'verify') AS verified_at,
                   max(finished_at) FILTER (WHERE task = 'drill') AS drilled_at
            FROM operations.backup_run
            WHERE outcome = 'done' AND task IN ('verify', 'drill') AND backup IS NOT NULL
            GROUP BY backup""";

    private final Map<BackupId, Proof> proofs = new HashMap<>();

    /** Times are null if it never happened. */
    public record Proof(
            @Nullable Instant verifiedAt, @Nullable Instant drilledAt) {

        static final Proof NONE = new Proof(null, null);

        Proof or(Proof other) {
            return new Proof(later(verifiedAt, other.verifiedAt), later(drilledAt, other.drilledAt));
        }

        private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
            return one == null || (other != null && other.isAfter(one)) ? other : one;
        }
    }

    private Proofs() {}

    public static Proofs of(Connection eventStore) throws SQLException {
        Proofs proofs = new Proofs();
        Rows.list(
                eventStore,
                SELECT,
                row -> proofs.proofs.put(
                        new BackupId(row.getString("backup")),
                        new Proof(Rows.timeOrNull(row, "verified_at"), Rows.timeOrNull(row, "drilled_at"))));
        return proofs;
    }

    public Proof of(BackupId backup) {
        return proofs.getOrDefault(backup, Proof.NONE);
    }

    /** Passes the proof of a backup on to its parent; call it for children before their parents. */
    public void handDown(BackupId backup, BackupId parent) {
        proofs.merge(parent, of(backup), Proof::or);
    }
}
