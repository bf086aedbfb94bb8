package io.talel.ops.drills;

import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.process.Loopback;
import io.talel.ops.localstack.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One {@code make serve-api}: the launcher, the API and those servers that its environment does not name. */
final class Stack implements AutoCloseable {

    /** The name of the launcher's own process, beside those of its services. */
    static final String LAUNCHER = "launcher";

    private static final Duration READY = Duration.ofSeconds(90);

    private final Path data;
    private final int port;
    private final Process launcher;

    private Stack(Path data, int port, Process launcher) {
        this.data = data;
        this.port = port;
        this.launcher = launcher;
    }

    static Stack start(Path data) {
        return start(data, Map.of());
    }

    /** Another node, on the servers of this one. */
    Stack startNode(Path itsData) {
        return start(itsData, variables());
    }
}
