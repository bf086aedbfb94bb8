package io.talel.ops.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code ops/talelio} as operators start it. */
final class TalelioProcess {

    private static final long LOOK_MILLIS = 100;
    private static final long KILOBYTE = 1024;

    private final Process process;
    private final Path output;
    private long mostMemory;

    private TalelioProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Waits until it has ended, successfully. */
    static TalelioProcess run(Map<String, String> environment, Path output, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ops/talelio"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        TalelioProcess talelio = new TalelioProcess(builder.start(), output);
        talelio.await();
        return talelio;
    }

    private void await() throws IOException, InterruptedException {
        while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            lookAtMemory();
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(Files.readString(output, StandardCharsets.UTF_8));
        }
    }

    /** Resident memory of its peak, in bytes, seen up to 100 ms before it ended. */
    long mostMemory() {
        return mostMemory;
    }

    private void lookAtMemory() {
        try {
            Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> KILOBYTE * Long.parseLong(line.replaceAll("\\D", "")))
                    .forEach(bytes -> mostMemory = Math.max(mostMemory, bytes));
        } catch (IOException _) {
            // It has just ended.
        }
    }
}
