package io.talel.ops.benchmark;

import java.io.Closeable;
import java.io.IOException;

/** What one thread of a load does over and over, on a connection of its own. */
interface Operation extends Closeable {

    void run() throws IOException;

    @Override
    default void close() throws IOException {}
}
