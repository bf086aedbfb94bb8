package io.talel.ops.benchmark;

import java.io.Closeable;
import java.io.IOException;
import java.sql.SQLException;

/** What one thread of a load does over and over, on a connection of its own. */
interface Operation extends Closeable {

    void run() throws IOException, SQLException;
}
