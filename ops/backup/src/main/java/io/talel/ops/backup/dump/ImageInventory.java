package io.talel.ops.backup.dump;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.bucket.Listing;
import io.talel.ops.backup.bucket.OrderedLookup;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.format.Column;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.Manifest.Images;
import io.talel.ops.backup.runs.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the image bucket and copies its objects on request. Objects never change, so each is copied once. Leaves out an object
 * that was removed since it was listed.
 */
record ImageInventory(Bucket content, Bucket backups) {

    private static final List<Column> COLUMNS = List.of(
            new Column("key", "text"),
            new Column("size", "bigint"),
            new Column("etag", "text"),
            new Column("modified", "text"));

    record Inventory(DumpedTable table, Images images) {}

    Inventory run(TableWriter.Chunks chunks, boolean copy, Progress progress) throws IOException {
        Listing objects = content.listing("");
        @Nullable OrderedLookup copies = copy ? new OrderedLookup(backups, Archive.COPIES) : null;
        long count = 0;
        long bytes = 0;
        try (TableWriter writer = new TableWriter(chunks, false)) {
            for (StoredObject object = objects.next(); object != null; object = objects.next()) {
                String target = Archive.COPIES + object.key();
                boolean isGone = copies != null
                        && copies.find(target) == null
                        && !backups.copyIfThere(content, object.key(), target);
                if (!isGone) {
                    byte[] row = row(object);
                    writer.row(row, 0, row.length);
                    count++;
                    bytes += object.size();
                }
                if (copies != null) {
                    // The total is unknown until the last object, so the progress stays one short of it.
                    progress.at(count, count + 1, "images");
                }
            }
            if (copies != null) {
                progress.at(count, count, "images");
            }
            return new Inventory(
                    new DumpedTable(DumpedTable.IMAGES, COLUMNS, count, writer.finish()),
                    new Images(count, bytes, copy));
        }
    }

    /** One row in the format of a binary COPY. */
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
