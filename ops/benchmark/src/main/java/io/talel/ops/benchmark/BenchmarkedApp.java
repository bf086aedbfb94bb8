package io.talel.ops.benchmark;

import java.io.IOException;

/**
 * An application under load, ready to answer.
 *
 * @param database its own, on the server that all share
 * @param process that serves
 */
record App(Servers servers, int port, String database, ProcessHandle process, SigningIn signingIn, Runnable stop)
        implements AutoCloseable {

    /** How one becomes an author. */
    @FunctionalInterface
    interface SigningIn {
        Author of(int port, String username) throws IOException;
    }

    /** Starts one, on the port of PostgreSQL itself or of the counting proxy before it. */
    @FunctionalInterface
    interface Start {
        App on(int databasePort) throws IOException;
    }

    CpuTime cpu() {
        return servers.cpu(process);
    }

    /** What it has spent of the database, if it was started on the counting proxy. */
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
