package io.talel.ops.backup.bucket;

import java.io.IOException;

/** The bucket does not answer, refuses a request, or lacks an object. */
public final class BucketFailure extends IOException {
    private static final long serialVersionUID = 1L;

    BucketFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
