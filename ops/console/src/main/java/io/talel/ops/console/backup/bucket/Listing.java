package io.talel.ops.console.backup.bucket;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects of a bucket in the order of their names, of which a page is held in memory. */
public final class Listing {

    private final Bucket bucket;
    private final String prefix;
    private final Iterable<S3Object> objects;
    private @Nullable Iterator<S3Object> rest;

    /** @param objects asked for when the first is wanted */
    Listing(Bucket bucket, String prefix, Iterable<S3Object> objects) {
        this.bucket = bucket;
        this.prefix = prefix;
        this.objects = objects;
    }

    /** @return null behind the last one */
    public @Nullable StoredObject next() throws BucketFailure {
        S3Object next = bucket.ask(prefix.isEmpty() ? "list everything" : "list " + prefix, this::advance);
        return next == null ? null : new StoredObject(next.key(), next.size(), next.eTag(), next.lastModified());
    }

    private @Nullable S3Object advance() {
        if (rest == null) {
            rest = objects.iterator();
        }
        return rest.hasNext() ? rest.next() : null;
    }
}
