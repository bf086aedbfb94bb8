package io.talel.ops.backup.verify;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.bucket.OrderedLookup;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.format.Manifest.Images;
import io.talel.ops.backup.format.RowReader;
import io.talel.ops.backup.persons.ErasedPersons;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the copies of the images in a backup's inventory exist; both are sorted by key. Skips copies of persons
 * erased since, which are deleted on purpose.
 */
record ImageCopies(Manifest manifest, OrderedLookup copies, ErasedPersons erased, BackupProblems problems) {

    /** Null for tables other than the inventory, and for an inventory without copies. */
    static @Nullable ImageCopies of(
            Bucket bucket, Manifest manifest, DumpedTable table, ErasedPersons erased, BackupProblems problems)
            throws IOException {
        Images images = manifest.images();
        return table.name().equals(DumpedTable.IMAGES) && images != null && images.copied()
                ? new ImageCopies(manifest, new OrderedLookup(bucket, Archive.COPIES), erased, problems)
                : null;
    }

    /** Checks the copy of the current image. */
    void take(RowReader row) throws IOException {
        String image = row.text(0);
        String key = Archive.COPIES + image;
        long size = row.number(1);
        StoredObject copy = copies.find(key);
        if (copy == null) {
            if (!erased.had(image)) {
                problems.add(manifest, "the copy %s of an image is missing", key);
            }
        } else if (copy.size() != size) {
            problems.add(manifest, "the copy %s of an image has %d bytes instead of %d", key, copy.size(), size);
        }
    }
}
