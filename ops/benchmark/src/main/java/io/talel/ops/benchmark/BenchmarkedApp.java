package io.talel.ops.benchmark;

import java.io.IOException;

/**
 * A running application under load.
 *
 * @param database its database, on the shared server
 * @param process process that serves requests
 */
record BenchmarkedApp(
        BenchmarkServers servers, int port, String database, ProcessHandle process, SigningIn signingIn, Runnable stop)
        implements AutoCloseable {

    /** Creates an author. */
    @FunctionalInterface
    interface SigningIn {
        Author of(int port, String username) throws IOException;
    }

    /** Starts the application on the port of PostgreSQL or of the counting proxy in front of it. */
    @FunctionalInterface
    interface Start {
        BenchmarkedApp on(int databasePort) throws IOException;
    }

    CpuTime cpu() {
        return servers.cpu(process);
    }

    /** Its cost for the database, if it was started on the counting proxy. */
    Cost spent() {
        return servers.spent(database);
    }

    Author author(String username) throws IOException {
        return signingIn.of(port, username);
    }

    @Override
    public void close() {
        stop.run();
    }
}
