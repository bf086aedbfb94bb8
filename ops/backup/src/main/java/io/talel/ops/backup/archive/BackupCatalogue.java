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
public record BackupCatalogue(List<Entry> entries) {

    /** Manifests read in parallel: each takes one or two round trips, and may take megabytes of memory. */
    private static final int AT_ONCE = 4;

    public BackupCatalogue {
        entries = List.copyOf(entries);
    }

    public static BackupCatalogue of(Archive archive) throws IOException {
        return of(archive, Map.of());
    }

    /** @param known complete backups whose manifests are not read again */
    public static BackupCatalogue of(Archive archive, Map<BackupId, Entry.Complete> known) throws IOException {
        try {
            return new BackupCatalogue(Stream.concat(in(archive, Kind.FULL, known), in(archive, Kind.KEYS, known))
                    .sorted(Comparator.comparing(Entry::id).reversed())
                    .toList());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Stream<Entry> in(Archive archive, Kind kind, Map<BackupId, Entry.Complete> known)
            throws IOException {
        return archive.begun(kind).stream()
                .gather(Gatherers.mapConcurrent(
                        AT_ONCE, id -> known.containsKey(id) ? known.get(id) : entry(archive, kind, id)));
    }

    private static Entry entry(Archive archive, Kind kind, BackupId id) {
        String directory = kind.directory(id);
        try {
            return archive.find(kind, id)
                    .<Entry>map(Entry.Complete::of)
                    .orElseGet(() -> new Entry.Unfinished(id, directory));
        } catch (Damaged e) {
            return new Entry.Broken(id, directory, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Complete backups, the newest first. */
    public Stream<Entry.Complete> complete() {
        return entries.stream().filter(Entry.Complete.class::isInstance).map(Entry.Complete.class::cast);
    }
}
