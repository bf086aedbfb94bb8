package io.talel.ops.drills;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A body that comes evenly, a part at a time. */
final class PacedBody extends ByteArrayInputStream {

    private static final int PARTS = 40;

    private final int part;
    private final long pauseNanos;

    PacedBody(byte[] body, Duration duration) {
        super(body);
        part = body.length / PARTS + 1;
        pauseNanos = duration.dividedBy(PARTS).toNanos();
    }

    @Override
    public int read(byte[] to, int offset, int length) {
        LockSupport.parkNanos(pauseNanos);
        return super.read(to, offset, Math.min(length, part));
    }
}
