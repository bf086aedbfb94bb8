package io.talel.ops.console.backup.dump;

import io.talel.ops.console.backup.archive.Column;
import io.talel.ops.console.backup.archive.DumpedTable;
import io.talel.ops.console.backup.archive.Manifest.Images;
import io.talel.ops.console.backup.bucket.Bucket;
import io.talel.ops.console.backup.bucket.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What lies in the image bucket, and if wanted a copy of it: its objects never change, so each is copied once. */
final class ImageInventory {

    /** Where the copies lie in the backup bucket. */
    static final String COPIES = "images/";

    private static final List<Column> COLUMNS = List.of(
            new Column("key", "text"),
            new Column("size", "bigint"),
            new Column("etag", "text"),
            new Column("modified", "text"));

    private final Bucket content;
    private final Bucket backups;

    ImageInventory(Bucket content, Bucket backups) {
        this.content = content;
        this.backups = backups;
    }

    record Inventory(DumpedTable table, Images images) {}

    Inventory run(TableWriter.Chunks chunks, boolean copy, Progress progress) throws IOException {
        List<StoredObject> objects = content.list("");
        if (copy) {
            copyNew(objects, progress);
        }
        try (TableWriter writer = new TableWriter(chunks, false)) {
            for (StoredObject object : objects) {
                byte[] row = row(object);
                writer.row(row, 0, row.length);
            }
            return new Inventory(
                    new DumpedTable(DumpedTable.IMAGES, COLUMNS, objects.size(), writer.finish()),
                    new Images(
                            objects.size(),
                            objects.stream().mapToLong(StoredObject::size).sum(),
                            copy));
        }
    }

    private void copyNew(List<StoredObject> objects, Progress progress) throws IOException {
        int done = 0;
        Set<String> there =
                backups.list(COPIES).stream().map(StoredObject::key).collect(Collectors.toCollection(HashSet::new));
        for (StoredObject object : objects) {
            if (there.add(COPIES + object.key())) {
                backups.copy(content, object.key(), COPIES + object.key());
            }
            done++;
            progress.at(done, objects.size(), "images");
        }
    }

    /** As a binary COPY would write it. */
    private static byte[] row(StoredObject object) {
        byte[] key = object.key().getBytes(StandardCharsets.UTF_8);
        byte[] etag = object.etag().getBytes(StandardCharsets.UTF_8);
        byte[] modified = object.modified().toString().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Short.BYTES
                        + COLUMNS.size() * Integer.BYTES
                        + key.length
                        + Long.BYTES
                        + etag.length
                        + modified.length)
                .putShort((short) COLUMNS.size())
                .putInt(key.length)
                .put(key)
                .putInt(Long.BYTES)
                .putLong(object.size())
                .putInt(etag.length)
                .put(etag)
                .putInt(modified.length)
                .put(modified)
                .array();
    }
}
