package io.talel.ops.backup.runs;

import io.talel.ops.backup.archive.BackupEntry;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
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

    /** @param backups the newest first, so that each proof is handed down a chain to its end */
    public static Proofs of(Connection eventStore, Stream<BackupEntry.Complete> backups) throws SQLException {
        Proofs proofs = new Proofs();
        Rows.list(
                eventStore,
                SELECT,
                row -> proofs.proofs.put(
                        new BackupId(row.getString("backup")),
                        new Proof(Rows.timeOrNull(row, "verified_at"), Rows.timeOrNull(row, "drilled_at"))));
        backups.forEach(backup -> {
            if (backup.parent() != null) {
                proofs.proofs.merge(backup.parent(), proofs.of(backup.id()), Proof::or);
            }
        });
        return proofs;
    }

    public Proof of(BackupId backup) {
        return proofs.getOrDefault(backup, Proof.NONE);
    }
}
