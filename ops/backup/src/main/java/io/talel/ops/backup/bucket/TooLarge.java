package io.talel.ops.backup.bucket;

import java.io.IOException;

/** An object is larger than the reader's limit; nothing of it was read. */
public final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    private final long size;

    TooLarge(String key, long size, long limit) {
        super("%s has %d bytes, more than %d".formatted(key, size, limit));
        this.size = size;
    }

    /** In bytes. */
    public long size() {
        return size;
    }
}
