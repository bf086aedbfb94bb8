package io.talel.ops.console.cli.backup;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.format.Chunk;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.HashChain;
import io.talel.ops.backup.format.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Backups as an earlier version has written them. */
final class EarlierBackups {

    private static final String CREDENTIALS = "auth.credential";

    private EarlierBackups() {}

    /** Takes away what the manifest of keys has not always said. */
    static Manifest uncounted(Archive archive, Manifest keys) throws IOException {
        return replaced(archive, keys, keys.tables());
    }

    /** Moves the credentials from the keys into the backup, where they once lay. Neither may be encrypted. */
    static void withCredentials(Archive archive, Manifest backup, Manifest keys) throws IOException {
        if (backup.encryption() != null) {
            throw new IllegalArgumentException("a chunk can be decrypted in its own backup only");
        }
        List<DumpedTable> tables = new ArrayList<>(backup.tables());
        List<DumpedTable> rest = new ArrayList<>();
        for (DumpedTable table : keys.tables()) {
            if (table.name().equals(CREDENTIALS)) {
                tables.add(moved(archive, table, keys, backup));
            } else {
                rest.add(table);
            }
        }
        replaced(archive, keys, rest);
        replaced(archive, backup, tables);
    }

    private static DumpedTable moved(Archive archive, DumpedTable table, Manifest from, Manifest to)
            throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        int number = (int) to.chunks().count();
        for (Chunk chunk : table.chunks()) {
            String object = "%05d-%s.zst".formatted(++number, CREDENTIALS);
            byte[] content = archive.bucket()
                    .find(from.directory() + chunk.object(), Chunk.MAX_SIZE)
                    .orElseThrow();
            archive.bucket().create(to.directory() + object, content);
            archive.bucket().delete(from.directory() + chunk.object());
            chunks.add(new Chunk(
                    number,
                    object,
                    chunk.rows(),
                    chunk.first(),
                    chunk.last(),
                    chunk.contentBytes(),
                    chunk.contentCrc32c(),
                    chunk.size(),
                    chunk.sha256()));
        }
        return new DumpedTable(table.name(), table.columns(), table.rows(), chunks);
    }

    private static Manifest replaced(Archive archive, Manifest manifest, List<DumpedTable> tables) throws IOException {
        Manifest before = new Manifest(
                manifest.format(),
                manifest.id(),
                manifest.kind(),
                manifest.parent(),
                manifest.lineage(),
                manifest.ancestors(),
                manifest.application(),
                manifest.schemas(),
                manifest.server(),
                manifest.cluster(),
                manifest.startedAt(),
                manifest.snapshotAt(),
                manifest.finishedAt(),
                manifest.encryption(),
                manifest.events(),
                manifest.sequences(),
                tables,
                HashChain.over(
                        manifest.hashChain().start(),
                        tables.stream()
                                .flatMap(table -> table.chunks().stream())
                                .map(Chunk::sha256)
                                .toList()),
                manifest.images(),
                manifest.keys(),
                null);
        archive.bucket().delete(manifest.directory() + Archive.MANIFEST);
        archive.bucket().delete(manifest.directory() + Archive.SIGNATURE);
        archive.save(before);
        return before;
    }
}
