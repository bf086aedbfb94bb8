package io.talel.ops.console.backup.restore;

import io.talel.ops.console.backup.archive.Archive;
import io.talel.ops.console.backup.archive.BackupId;
import io.talel.ops.console.backup.archive.Chain;
import io.talel.ops.console.backup.archive.Damaged;
import io.talel.ops.console.backup.archive.EncryptionKeys;
import io.talel.ops.console.backup.archive.Kind;
import io.talel.ops.console.backup.archive.Manifest;
import io.talel.ops.console.backup.archive.Manifest.Encryption;
import io.talel.ops.console.command.Refused;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what is needed to get to a point, and refuses what cannot be read or understood here. */
final class SourceChoice {

    /** The newest backup of all. */
    static final String LATEST = "latest";

    /** An event gets its time before it is committed; so much later every event of that time can be seen. */
    private static final Duration COMMITTED = Duration.ofMinutes(1);

    private final Archive archive;
    private final EncryptionKeys ring;

    SourceChoice(Archive archive, EncryptionKeys ring) {
        this.archive = archive;
        this.ring = ring;
    }

    /** @throws Refused if there is no such backup, or the point is not in it, or it cannot be opened or understood */
    Source choose(String from, Point point) throws IOException {
        Manifest named = from.equals(LATEST) ? latest() : named(from);
        requireReached(named, point);
        Manifest last = point.isNewest() ? named : nearest(named, from.equals(LATEST), point);
        Chain chain = archive.chain(last);
        Manifest keys = keys(last.lineage());
        for (Manifest manifest : concat(chain, keys)) {
            requireKey(manifest);
            KnownSchemas.require(manifest);
        }
        return new Source(chain, end(chain, point), keys);
    }

    private static List<Manifest> concat(Chain chain, Manifest keys) {
        return Stream.concat(chain.backups().stream(), Stream.of(keys)).toList();
    }

    private Manifest latest() throws IOException {
        for (BackupId id : archive.begun(Kind.FULL).reversed()) {
            Optional<Manifest> found = archive.find(Kind.FULL, id);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new Refused("there is no backup in bucket " + archive.bucket().name());
    }

    private Manifest named(String from) throws IOException {
        if (!BackupId.isOne(from)) {
            throw new Refused("'%s' is no name of a backup; `backup list` shows them".formatted(from));
        }
        return archive.find(Kind.FULL, new BackupId(from))
                .orElseThrow(() -> new Refused("there is no backup %s, or it was never completed".formatted(from)));
    }

    private static void requireReached(Manifest backup, Point point) {
        Long index = point.index();
        if (index != null && index < 1) {
            throw new Refused("the log begins at place 1, before it is nothing");
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
     * The earliest backup that holds everything up to the point, since it is the nearest to it in what is no event; of the
     * chain of the named one, or where the latest was asked for, of all backups of its database. If none is known to hold
     * everything, the named one.
     */
    private Manifest nearest(Manifest named, boolean ofAll, Point point) throws IOException {
        Manifest nearest = named;
        List<BackupId> earlier = ofAll
                ? archive.begun(Kind.FULL)
                : archive.chain(named).backups().stream().map(Manifest::id).toList();
        for (BackupId id : earlier.reversed()) {
            Optional<Manifest> candidate = id.compareTo(named.id()) < 0 ? readable(id) : Optional.empty();
            if (candidate.isPresent() && candidate.get().lineage().equals(named.lineage())) {
                if (!reaches(candidate.get(), point)) {
                    return nearest;
                }
                if (holdsAll(candidate.get(), point)) {
                    nearest = candidate.get();
                }
            }
        }
        return nearest;
    }

    /** A damaged one is no reason to stop: there is a later one. */
    private Optional<Manifest> readable(BackupId id) throws IOException {
        try {
            return archive.find(Kind.FULL, id);
        } catch (Damaged _) {
            return Optional.empty();
        }
    }

    private static boolean reaches(Manifest backup, Point point) {
        Long index = point.index();
        Instant time = point.time();
        return index != null
                ? backup.eventRange().to() >= index
                : time != null && backup.snapshotAt().isAfter(time.plus(COMMITTED));
    }

    /** Whether no place before the point may have been filled later. */
    private static boolean holdsAll(Manifest backup, Point point) {
        Long index = point.index();
        return index == null || backup.eventRange().openGaps().stream().noneMatch(gap -> gap.first() <= index);
    }

    /** The newest keys of the database, or of one that was restored from it: who was erased there stays erased. */
    private Manifest keys(UUID lineage) throws IOException {
        for (BackupId id : archive.begun(Kind.KEYS).reversed()) {
            Optional<Manifest> found = archive.find(Kind.KEYS, id);
            if (found.isPresent()
                    && (found.get().lineage().equals(lineage)
                            || found.get().ancestors().contains(lineage))) {
                return found.get();
            }
        }
        throw new Refused(
                "there is no backup of the keys of personal data of this database, without which nobody's name"
                        + " or address could be read again");
    }

    private void requireKey(Manifest manifest) {
        @Nullable Encryption encryption = manifest.encryption();
        if (encryption != null && !ring.holds(encryption.keyId())) {
            throw new Refused("backup %s is encrypted under the key %s, which is not in BACKUP_KEY_FILE"
                    .formatted(manifest.id(), encryption.keyId()));
        }
    }

    private long end(Chain chain, Point point) throws IOException {
        Instant time = point.time();
        if (time != null) {
            return new LastEventBefore(archive.bucket(), ring, chain)
                    .find(time)
                    .orElseThrow(() -> new Refused("no event had happened by " + time));
        }
        Long index = point.index();
        return index == null ? chain.last().eventRange().to() : index;
    }
}
