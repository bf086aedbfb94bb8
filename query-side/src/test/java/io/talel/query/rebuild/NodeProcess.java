package io.talel.query.rebuild;

import io.talel.ops.localstack.PostgresDatabase;
import io.talel.query.QueryNode;
import java.io.IOException;

/** A node in a process of its own, which ends when the test closes it or has ended; a test freezes it. */
final class NodeProcess implements AutoCloseable {

    private final Process process;

    private NodeProcess(Process process) {
        this.process = process;
    }

    public static void main(String[] arguments) throws IOException {
        try (QueryNode _ = QueryNode.onOneDatabase(OtherProcess.database(arguments))) {
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }

    static NodeProcess start(PostgresDatabase database) throws IOException {
        return new NodeProcess(OtherProcess.start(NodeProcess.class, database));
    }

    long pid() {
        return process.pid();
    }

    /** Freezes it until the answer is closed. */
    Frozen freeze() throws Exception {
        OtherProcess.signal(process, "STOP");
        return () -> OtherProcess.signal(process, "CONT");
    }

    interface Frozen extends AutoCloseable {}

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
