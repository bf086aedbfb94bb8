package io.talel.ops.backup.verify;

import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.format.Manifest.Images;
import io.talel.ops.backup.format.RowReader;
import io.talel.ops.backup.persons.ErasedPersons;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Whether the copies are there of what a backup's inventory of images names: both come in the order of their names. Those of
 * persons who were erased since are gone on purpose.
 */
final class ImageCopies {

    private static final String COPIES = "images/";

    private final Manifest manifest;
    private final Iterator<StoredObject> copies;
    private final ErasedPersons erased;
    private final Problems problems;
    private @Nullable StoredObject copy;

    private ImageCopies(Manifest manifest, Iterator<StoredObject> copies, ErasedPersons erased, Problems problems) {
        this.manifest = manifest;
        this.copies = copies;
        this.erased = erased;
        this.problems = problems;
        next();
    }

    /** Null for another table than the inventory, and for one of which nothing was copied. */
    static @Nullable ImageCopies of(
            Bucket bucket, Manifest manifest, DumpedTable table, ErasedPersons erased, Problems problems)
            throws IOException {
        Images images = manifest.images();
        return table.name().equals(DumpedTable.IMAGES) && images != null && images.copied()
                ? new ImageCopies(manifest, bucket.list(COPIES).iterator(), erased, problems)
                : null;
    }

    /** The next image of the inventory. */
    void take(RowReader row) throws IOException {
        String image = row.text(0);
        String key = COPIES + image;
        long size = row.number(1);
        while (copy != null && isBefore(copy.key(), key)) {
            next();
        }
        if (copy == null || !copy.key().equals(key)) {
            if (!erased.had(image)) {
                problems.add(manifest, "the copy %s of an image is missing", key);
            }
        } else if (copy.size() != size) {
            problems.add(manifest, "the copy %s of an image has %d bytes instead of %d", key, copy.size(), size);
        }
    }

    private void next() {
        copy = copies.hasNext() ? copies.next() : null;
    }

    private static boolean isBefore(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8)) < 0;
    }
}
