package io.talel.ops.benchmark;

import java.io.Closeable;
import java.io.IOException;

/** An operation that a thread of a load repeats on a connection of its own. */
interface Operation extends Closeable {

    void run() throws IOException;

    @Override
    default void close() throws IOException {}
}
