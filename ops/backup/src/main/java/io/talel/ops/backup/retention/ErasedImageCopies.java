package io.talel.ops.backup.retention;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.bucket.Listing;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.persons.ErasedPersons;
import java.io.IOException;

/** Finds the copies of erased persons' images, by one listing. */
record ErasedImageCopies(Bucket bucket, ErasedPersons erased) {

    @FunctionalInterface
    interface CopyConsumer {
        void copy(String key) throws IOException;
    }

    /** @return number of copies found */
    long find(CopyConsumer found) throws IOException {
        if (erased.isEmpty()) {
            return 0;
        }
        long copies = 0;
        Listing listing = bucket.listing(Archive.COPIES);
        for (StoredObject next = listing.next(); next != null; next = listing.next()) {
            if (erased.had(next.key().substring(Archive.COPIES.length()))) {
                found.copy(next.key());
                copies++;
            }
        }
        return copies;
    }
}
