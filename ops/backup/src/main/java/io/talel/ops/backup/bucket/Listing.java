package io.talel.ops.backup.bucket;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects of a bucket in the order of their keys; holds one page in memory. */
public record Listing(Bucket bucket, String prefix, Iterator<S3Object> objects) {

    /** @return null after the last one */
    public @Nullable StoredObject next() throws BucketFailure {
        if (!bucket.ask("list " + Bucket.named(prefix), objects::hasNext)) {
            return null;
        }
        S3Object next = objects.next();
        return new StoredObject(next.key(), next.size(), next.eTag(), next.lastModified());
    }
}
