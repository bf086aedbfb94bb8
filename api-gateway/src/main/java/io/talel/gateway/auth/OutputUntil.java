package io.talel.gateway.auth;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;

/** Takes nothing any more after a moment: who reads a few bytes now and then would hold the writer for ever. */
final class OutputUntil extends FilterOutputStream {

    private final Instant end;
    private final Clock clock;

    OutputUntil(OutputStream out, Instant end, Clock clock) {
        super(out);
        this.end = end;
        this.clock = clock;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (!clock.instant().isBefore(end)) {
            throw new IOException("It took too long until the answer was read");
        }
        out.write(bytes, offset, length);
    }
}
