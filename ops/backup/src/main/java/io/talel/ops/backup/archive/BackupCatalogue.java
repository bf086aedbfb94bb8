package io.talel.ops.backup.archive;

import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.format.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * All backups in the bucket, unfinished and damaged ones included.
 *
 * @param entries the newest first
 */
public record BackupCatalogue(List<BackupEntry> entries) {

    /** Manifests read in parallel: each takes one or two round trips, and may take megabytes of memory. */
    private static final int AT_ONCE = 4;

    public BackupCatalogue {
        entries = List.copyOf(entries);
    }

    public static BackupCatalogue of(Archive archive) throws IOException {
        return of(archive, Map.of());
    }

    /** @param known complete backups whose manifests are not read again */
    public static BackupCatalogue of(Archive archive, Map<BackupId, BackupEntry.Complete> known) throws IOException {
        try {
            return new BackupCatalogue(Stream.concat(in(archive, Kind.FULL, known), in(archive, Kind.KEYS, known))
                    .sorted(Comparator.comparing(BackupEntry::id).reversed())
                    .toList());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Stream<BackupEntry> in(Archive archive, Kind kind, Map<BackupId, BackupEntry.Complete> known)
            throws IOException {
        return archive.begun(kind).stream()
                .gather(Gatherers.mapConcurrent(
                        AT_ONCE, id -> known.containsKey(id) ? known.get(id) : entry(archive, kind, id)));
    }

    private static BackupEntry entry(Archive archive, Kind kind, BackupId id) {
        String directory = kind.directory(id);
        try {
            return archive.find(kind, id)
                    .<BackupEntry>map(BackupEntry.Complete::of)
                    .orElseGet(() -> new BackupEntry.Unfinished(id, directory));
        } catch (Damaged e) {
            return new BackupEntry.Broken(id, directory, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Complete backups, the newest first. */
    public Stream<BackupEntry.Complete> complete() {
        return entries.stream().filter(BackupEntry.Complete.class::isInstance).map(BackupEntry.Complete.class::cast);
    }
}
