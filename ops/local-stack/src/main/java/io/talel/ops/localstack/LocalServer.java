package io.talel.ops.localstack;

import io.talel.ops.localstack.process.ServerProcess;

/** A server on the loopback address, whose data is kept in a directory of its own. */
public sealed interface LocalServer extends AutoCloseable permits LocalPostgres, LocalRedis, LocalS3 {

    int port();

    ServerProcess process();

    /**
     * Waits until the server answers.
     *
     * @throws IllegalStateException with the end of its log, when it does not; it is then ended
     */
    void awaitReady();

    /** Kills the server as a power cut would; the next start on the same directory recovers. */
    default void kill() {
        process().kill();
    }

    /** Ends the server in good order. */
    @Override
    void close();
}
