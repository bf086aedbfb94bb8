package io.talel.gateway.work;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;

/** An output that refuses to write once the answer has to make room for another one. */
public final class RevocableOutput extends FilterOutputStream {

    private final BooleanSupplier over;

    public RevocableOutput(OutputStream out, BooleanSupplier over) {
        super(out);
        this.over = over;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (over.getAsBoolean()) {
            throw new IOException("The answer had to make room for another one");
        }
        out.write(bytes, offset, length);
    }
}
