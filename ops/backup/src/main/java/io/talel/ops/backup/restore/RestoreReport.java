package io.talel.ops.backup.restore;

import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a restore did.
 *
 * @param backup the last of the chain, of which everything is that is no event
 * @param chain in the order restored
 * @param keys the backup that the keys of personal data are of
 * @param target where, without secrets
 * @param lineage the identity under which the database goes on
 * @param reached the last place of the log that was wanted
 * @param byType the events restored, of each name
 * @param credentialsDropped of users who were erased since
 * @param brokenStreams streams that lack an event before their last one, as in what was dumped
 * @param askedAt by the target's clock
 * @param newestEventAt null for an empty log
 * @param recoverySeconds from the question for it until everything was there and checked
 * @param contentBytes of the rows of the chain before compression
 * @param estimatedBytes what the database was expected to take on the disk, write-ahead log included
 * @param damage what is missing although nobody deleted it, in sentences
 * @param warnings sentences
 */
public record RestoreReport(
        BackupId backup,
        List<BackupId> chain,
        BackupId keys,
        String target,
        UUID lineage,
        long reached,
        long events,
        SortedMap<String, Long> byType,
        long credentialsDropped,
        long brokenStreams,
        List<Rebuilt> projections,
        Instant askedAt,
        Instant snapshotAt,
        double snapshotAgeSeconds,
        @Nullable Instant newestEventAt,
        @Nullable Double newestEventAgeSeconds,
        double recoverySeconds,
        long contentBytes,
        long estimatedBytes,
        List<Phases.Phase> phases,
        List<String> damage,
        List<String> warnings) {

    public RestoreReport {
        chain = List.copyOf(chain);
        projections = List.copyOf(projections);
        phases = List.copyOf(phases);
        damage = List.copyOf(damage);
        warnings = List.copyOf(warnings);
    }

    /**
     * A read model that was made again.
     *
     * @param parked events that it could not take
     */
    public record Rebuilt(String projection, int generation, long events, long parked) {}

    static double age(Instant then, Instant now) {
        return Duration.between(then, now).toMillis() / 1e3;
    }

    static List<BackupId> names(Source source) {
        return source.chain().backups().stream().map(Manifest::id).toList();
    }
}
