package io.talel.ops.backup.restore;

import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.outcome.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Report of a restore.
 *
 * @param backup last backup of the chain, which gives all tables but the log
 * @param chain in the order restored
 * @param keys backup of the keys of personal data
 * @param target address without secrets
 * @param lineage new identity of the database
 * @param reached the last place of the log requested
 * @param byType restored events, by name
 * @param credentialsDropped credentials of users erased since
 * @param brokenStreams streams that lack an event before their last one, as in the backup
 * @param askedAt start by the target's clock
 * @param newestEventAt when it was recorded; null for an empty log
 * @param recoverySeconds from the start until everything was restored and checked
 * @param contentBytes size of the chain's rows before compression
 * @param estimatedBytes expected size on disk, write-ahead log included
 * @param damage sentences about lost data
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
     * A read model made from the restored log.
     *
     * @param parked events that failed
     */
    public record Rebuilt(String projection, int generation, long events, long parked) {}

    public String sentence() {
        String what =
                "Restored %s of backup %s into %s in %s: every row equals the dump, and the read models were rebuilt."
                        .formatted(
                                Words.count(events, "event", "events"), backup, target, Words.seconds(recoverySeconds));
        return Stream.of(List.of(what), damage, warnings).flatMap(List::stream).collect(Collectors.joining(" "));
    }

    static double age(Instant then, Instant now) {
        return Duration.between(then, now).toMillis() / 1e3;
    }
}
