package io.talel.ops.drills;

import io.talel.ops.localstack.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server that stands still until closed, with all its processes: its connections stay open and nothing answers. */
record FrozenServer(List<ProcessHandle> processes) implements AutoCloseable {

    static FrozenServer freeze(ServerProcess server) {
        ProcessHandle root = ProcessHandle.of(server.pid()).orElseThrow();
        // The root first, so that it starts no more of them meanwhile.
        send("STOP", List.of(root));
        FrozenServer frozen = new FrozenServer(
                Stream.concat(Stream.of(root), root.descendants()).toList());
        send("STOP", frozen.processes);
        return frozen;
    }

    @Override
    public void close() {
        send("CONT", processes);
    }

    /** {@code kill} fails for an ended process, but signals the others. */
    private static void send(String signal, List<ProcessHandle> processes) {
        String numbers =
                processes.stream().map(process -> Long.toString(process.pid())).collect(Collectors.joining(" "));
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + numbers)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
