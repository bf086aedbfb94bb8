package io.talel.ops.backup.bucket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds objects by one listing, for keys in S3's order: by their bytes in UTF-8. */
public final class OrderedLookup {

    private final Listing listing;
    private @Nullable StoredObject next;

    public OrderedLookup(Bucket bucket, String prefix) throws IOException {
        this.listing = bucket.listing(prefix);
        this.next = listing.next();
    }

    /**
     * @param key greater than the key of the last call
     * @return null if there is no such object
     */
    public @Nullable StoredObject find(String key) throws IOException {
        while (next != null && compare(next.key(), key) < 0) {
            next = listing.next();
        }
        return next != null && next.key().equals(key) ? next : null;
    }

    private static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
