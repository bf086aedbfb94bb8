package io.talel.ops.drills;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Signals of the operating system that Java does not send itself. */
enum Signal {
    STOP,
    CONT,
    KILL;

    /** Reaches the process and everything it has started. */
    void to(ProcessHandle process) {
        send(Stream.concat(Stream.of(process), process.descendants()).toList());
    }

    private void send(List<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name()));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        try {
            // A process of the tree that has ended meanwhile makes kill complain, and the others get the signal.
            new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
