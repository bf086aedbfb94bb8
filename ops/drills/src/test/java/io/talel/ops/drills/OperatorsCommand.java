package io.talel.ops.drills;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The script {@code ops/talelio}, as an operator runs it. */
record OperatorsCommand(Process process, Path output) {

    /** @param environment where the stores are */
    static OperatorsCommand start(Map<String, String> environment, String... arguments) {
        return startIn(Path.of("..", ".."), environment, arguments);
    }

    /** @param checkout of the release whose command it is */
    static OperatorsCommand startIn(Path checkout, Map<String, String> environment, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(checkout.resolve("ops/talelio").toString()));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("talelio-command-", ".log");
            output.toFile().deleteOnExit();
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new OperatorsCommand(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its output, once it has ended. */
    String awaitEnd() {
        process.onExit().join();
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
