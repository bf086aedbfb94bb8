package io.talel.ops.backup.dump;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.archive.ChunkWriter;
import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.bucket.BucketFailure;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Chunk;
import io.talel.ops.backup.format.Column;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.EventRange;
import io.talel.ops.backup.format.HashChain;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.format.Manifest.Encryption;
import io.talel.ops.backup.format.Manifest.Images;
import io.talel.ops.backup.keys.DataKey;
import io.talel.ops.backup.keys.EncryptionKeys;
import io.talel.ops.backup.runs.Progress;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Writes one backup of a snapshot: the chunks, then the manifest. */
final class Dump {

    private final Archive archive;
    private final Snapshot snapshot;
    private final BackupId id;
    private final Kind kind;
    private final @Nullable DataKey key;
    private final @Nullable Encryption encryption;
    private final List<DumpedTable> tables = new ArrayList<>();
    private int number;

    /** @param keys empty for a backup that is not encrypted */
    Dump(Archive archive, Snapshot snapshot, BackupId id, Kind kind, EncryptionKeys keys, SecureRandom random) {
        this.archive = archive;
        this.snapshot = snapshot;
        this.id = id;
        this.kind = kind;
        this.key = keys.isEmpty() ? null : DataKey.draw(random);
        this.encryption = key == null ? null : keys.wrap(key, id, random);
    }

    /** Writes the events that the parent lacks. */
    EventRange events(EventRange parent, Progress progress) throws SQLException, IOException {
        EventDump.Dumped dumped = new EventDump(snapshot, parent, progress).run(() -> chunk(DumpedTable.EVENTS));
        tables.add(dumped.table());
        return dumped.range();
    }

    /** Writes all tables of these schemas that cannot be rebuilt. */
    void wholeTables(String... schemas) throws SQLException, IOException {
        for (String table : snapshot.tables(schemas)) {
            wholeTable(table);
        }
    }

    /** @param table with its schema */
    void wholeTable(String table) throws SQLException, IOException {
        tables.add(whole(table));
    }

    private DumpedTable whole(String table) throws SQLException, IOException {
        List<Column> columns = snapshot.columns(table);
        AtomicLong rows = new AtomicLong();
        try (TableWriter writer = new TableWriter(() -> chunk(table), false)) {
            BinaryCopy.out(
                    snapshot.connection(),
                    "SELECT " + Column.names(columns) + " FROM " + table,
                    (row, offset, length) -> {
                        writer.row(row, offset, length);
                        rows.incrementAndGet();
                    });
            return new DumpedTable(table, columns, rows.get(), writer.finish());
        }
    }

    /** @throws BucketFailure if the images cannot be listed or copied; their chunks are removed then */
    Images images(Bucket content, boolean copy, Progress progress) throws IOException {
        int before = number;
        try {
            ImageInventory.Inventory inventory =
                    new ImageInventory(content, archive.bucket()).run(() -> chunk(DumpedTable.IMAGES), copy, progress);
            tables.add(inventory.table());
            return inventory.images();
        } catch (BucketFailure e) {
            for (; number > before; number--) {
                for (StoredObject chunk : archive.bucket().list("%s%05d-".formatted(directory(), number))) {
                    archive.bucket().delete(chunk.key());
                }
            }
            throw e;
        }
    }

    private String directory() {
        return kind.directory(id);
    }

    private synchronized ChunkWriter chunk(String table) throws IOException {
        number++;
        return new ChunkWriter(archive.bucket(), directory(), id, key, table, number);
    }

    /** Writes the manifest, which completes the backup. */
    Manifest complete(
            @Nullable Manifest parent,
            @Nullable EventRange events,
            @Nullable Images images,
            @Nullable BackupId keys,
            @Nullable Long keyless,
            String application,
            Instant startedAt,
            Instant finishedAt)
            throws SQLException, IOException {
        List<UUID> lineages = snapshot.lineages();
        Manifest manifest = new Manifest(
                Manifest.FORMAT,
                id,
                kind,
                parent == null ? null : archive.parent(parent),
                lineages.getLast(),
                lineages.subList(0, lineages.size() - 1),
                application,
                snapshot.schemas(),
                snapshot.server(),
                snapshot.cluster(),
                startedAt,
                snapshot.at(),
                finishedAt,
                encryption,
                events,
                snapshot.sequences(),
                tables,
                HashChain.over(
                        parent == null
                                ? HashChain.startOf(id)
                                : parent.hashChain().end(),
                        tables.stream()
                                .flatMap(table -> table.chunks().stream())
                                .map(Chunk::sha256)
                                .toList()),
                images,
                keys,
                keyless);
        archive.save(manifest);
        return manifest;
    }
}
