package io.talel.ops.backup.bucket;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects of a bucket in the order of their names, of which a page is held in memory. */
public final class Listing {

    private final Bucket bucket;
    private final String prefix;
    private final Iterator<S3Object> objects;

    Listing(Bucket bucket, String prefix, Iterator<S3Object> objects) {
        this.bucket = bucket;
        this.prefix = prefix;
        this.objects = objects;
    }

    /** @return null behind the last one */
    public @Nullable StoredObject next() throws BucketFailure {
        if (!bucket.ask("list " + Bucket.named(prefix), objects::hasNext)) {
            return null;
        }
        S3Object next = objects.next();
        return new StoredObject(next.key(), next.size(), next.eTag(), next.lastModified());
    }
}
