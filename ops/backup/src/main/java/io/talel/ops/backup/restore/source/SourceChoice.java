package io.talel.ops.backup.restore.source;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.archive.BackupCatalogue;
import io.talel.ops.backup.archive.BackupChoice;
import io.talel.ops.backup.archive.BackupEntry;
import io.talel.ops.backup.archive.Chain;
import io.talel.ops.backup.archive.LineageStart;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.format.Manifest.Cluster;
import io.talel.ops.backup.format.Manifest.SameServer;
import io.talel.ops.backup.keys.EncryptionKeys;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.schema.Schema;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/** Chooses the backups for a restore; refuses backups that cannot be read here. */
public final class SourceChoice {

    /** An event gets its time before it is committed; after this time all events of that time are visible. */
    private static final Duration COMMITTED = Duration.ofMinutes(1);

    private static final List<Schema> RESTORED = List.of(Schema.EVENT_STORE, Schema.AUTH);

    private final Archive archive;
    private final EncryptionKeys ring;
    private final List<String> warnings = new ArrayList<>();

    public SourceChoice(Archive archive, EncryptionKeys ring) {
        this.archive = archive;
        this.ring = ring;
    }

    /** @throws Refused if there is no such backup, it lacks the point, or it cannot be decrypted or understood */
    public Source choose(String from, RestorePoint point, RestoreKeys.Rule rule) throws IOException {
        Manifest named = from.equals(BackupChoice.LATEST) ? latest() : named(from);
        requireReached(named, point);
        long end = end(named, point);
        Manifest last = point.isNewest() ? named : nearest(named, from.equals(BackupChoice.LATEST), end, point);
        Chain chain = usable(archive.chain(last));
        RestoreKeys used = rule.choose(archive, ring, named);
        usable(used.manifest());
        return new Source(chain, end, used, warnings);
    }

    private Chain usable(Chain chain) throws IOException {
        for (Manifest backup : chain.backups()) {
            usable(backup);
        }
        return chain;
    }

    private Manifest usable(Manifest backup) throws IOException {
        ring.require(backup);
        requireKnown(backup);
        return backup;
    }

    /** @throws Refused if the backup was made with a newer schema */
    private static void requireKnown(Manifest backup) throws IOException {
        for (Schema schema : RESTORED) {
            String version = backup.schemas().get(schema.toString());
            MigrationVersion known = schema.known().last();
            if (version != null && MigrationVersion.fromVersion(version).compareTo(known) > 0) {
                throw new Refused(
                        "backup %s was made by version %s, whose schema %s has version %s; this version knows %s"
                                .formatted(backup.id(), backup.application(), schema, version, known));
            }
        }
    }

    private Manifest latest() throws IOException {
        BackupCatalogue catalogue = BackupCatalogue.of(archive);
        List<BackupEntry.Broken> broken = catalogue.entries().stream()
                .filter(BackupEntry.Broken.class::isInstance)
                .map(BackupEntry.Broken.class::cast)
                .filter(entry -> entry.directory().startsWith(Kind.FULL.prefix()))
                .toList();
        List<BackupEntry.Complete> complete =
                catalogue.complete().filter(entry -> entry.kind() != Kind.KEYS).toList();
        if (complete.isEmpty()) {
            if (!broken.isEmpty()) {
                return archive.load(Kind.FULL, broken.getFirst().id());
            }
            throw new Refused("there is no backup in bucket " + archive.bucket().name());
        }
        Manifest latest = archive.load(Kind.FULL, complete.getFirst().id());
        requireSuccessor(latest, complete);
        requireNoTurns(complete.stream()
                .filter(entry -> entry.lineage().equals(latest.lineage()))
                .toList());
        broken.stream()
                .filter(entry -> entry.id().compareTo(latest.id()) > 0)
                .forEach(entry -> warnings.add("A newer one was passed over: %s.".formatted(entry.why())));
        return latest;
    }

    /**
     * With backups of several databases, the newest may be of another one than the operator means.
     *
     * @param complete the newest first
     * @throws Refused unless the newest backup's database descends from all others, and none of those was used after
     *     that
     */
    private void requireSuccessor(Manifest latest, List<BackupEntry.Complete> complete) throws IOException {
        Map<UUID, BackupEntry.Complete> newest = new LinkedHashMap<>();
        complete.forEach(entry -> newest.putIfAbsent(entry.lineage(), entry));
        for (BackupEntry.Complete each : newest.values()) {
            if (!each.lineage().equals(latest.lineage())
                    && LineageStart.of(archive, ring, usable(latest), each.lineage())
                            .filter(each.snapshotAt()::isBefore)
                            .isEmpty()) {
                throw new Refused(
                        "there are backups of several databases: name the one to restore; the newest of each: %s"
                                .formatted(newest.values().stream()
                                        .map(one -> "%s (database %s)".formatted(one.id(), one.lineage()))
                                        .collect(Collectors.joining(", "))));
            }
        }
    }

    /**
     * The newest backup may be of a copy that was made without a restore. A failover leaves a server for good.
     *
     * @param complete of one database, the newest first
     * @throws Refused if a server made backups before and after another one
     */
    private static void requireNoTurns(List<BackupEntry.Complete> complete) {
        Map<Cluster, BackupEntry.Complete> newest = new LinkedHashMap<>();
        @Nullable Cluster last = null;
        boolean turns = false;
        for (BackupEntry.Complete each : complete) {
            @Nullable Cluster cluster = each.cluster();
            if (cluster != null && !cluster.equals(last)) {
                turns |= newest.putIfAbsent(cluster, each) != null;
                last = cluster;
            }
        }
        if (turns) {
            throw new Refused(
                    ("several servers have made backups of one database in turn, so all but one have a copy of it."
                                    + " Choose a backup with --from ID; the newest of each server: %s")
                            .formatted(Words.few(
                                    newest.entrySet().stream()
                                            .map(one -> "%s (of %s, server %s, timeline %d)"
                                                    .formatted(
                                                            one.getValue().id(),
                                                            Words.time(one.getValue()
                                                                    .snapshotAt()),
                                                            one.getKey().systemIdentifier(),
                                                            one.getKey().timeline()))
                                            .toList(),
                                    ", ")));
        }
    }

    private Manifest named(String from) throws IOException {
        return archive.find(Kind.FULL, BackupId.named(from))
                .orElseThrow(() -> new Refused("there is no backup %s, or it was never completed".formatted(from)));
    }

    private static void requireReached(Manifest backup, RestorePoint point) {
        Long index = point.index();
        if (index != null && index < 1) {
            throw new Refused("the log begins at place 1");
        }
        if (index != null && index > backup.eventRange().to()) {
            throw new Refused("backup %s ends at place %d of the log, before %d"
                    .formatted(backup.id(), backup.eventRange().to(), index));
        }
        Instant time = point.time();
        if (time != null && time.isAfter(backup.snapshotAt())) {
            throw new Refused("backup %s is of %s, before %s; without --to-time all of it is restored"
                    .formatted(backup.id(), backup.snapshotAt(), time));
        }
    }

    /**
     * The earliest backup that holds everything up to the end: its other tables are closest to the end in time.
     * Searches the chain of the named backup, or for the latest one all backups of its database, except those of another
     * server: its log may differ. If no backup is known to hold everything, returns the named one.
     */
    private Manifest nearest(Manifest named, boolean ofAll, long end, RestorePoint point) throws IOException {
        Manifest nearest = named;
        List<BackupId> earlier = ofAll
                ? archive.begun(Kind.FULL)
                : archive.chain(named).backups().stream().map(Manifest::id).toList();
        for (BackupId id : earlier.reversed()) {
            Optional<Manifest> candidate = id.compareTo(named.id()) < 0 ? readable(id) : Optional.empty();
            if (candidate.isPresent()
                    && candidate.get().lineage().equals(named.lineage())
                    && (!ofAll || candidate.get().sameServer(named) != SameServer.NO)) {
                if (!reaches(candidate.get(), end, point)) {
                    return nearest;
                }
                if (holdsAll(candidate.get(), end)) {
                    nearest = candidate.get();
                }
            }
        }
        return nearest;
    }

    /** Skips a damaged backup: a later one holds the same events. */
    private Optional<Manifest> readable(BackupId id) throws IOException {
        try {
            return archive.find(Kind.FULL, id);
        } catch (Damaged _) {
            return Optional.empty();
        }
    }

    private static boolean reaches(Manifest backup, long end, RestorePoint point) {
        Instant time = point.time();
        return backup.eventRange().to() >= end
                && (time == null || backup.snapshotAt().isAfter(time.plus(COMMITTED)));
    }

    /** Whether no place up to the end can have been filled later. */
    private static boolean holdsAll(Manifest backup, long end) {
        return backup.eventRange().openGaps().stream().noneMatch(gap -> gap.first() <= end);
    }

    private long end(Manifest named, RestorePoint point) throws IOException {
        Instant time = point.time();
        if (time != null) {
            return new LastEventBefore(archive.bucket(), ring, usable(archive.chain(named)))
                    .find(time)
                    .orElseThrow(() -> new Refused("there is no event up to " + time));
        }
        Long index = point.index();
        return index == null ? named.eventRange().to() : index;
    }
}
