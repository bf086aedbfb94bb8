package io.talel.gateway.image.decoder;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.unit.DataSize;

/** The command that starts a decoder: the node's JVM and class path, without its environment. */
final class DecoderCommand {

    private static final Path SHELL = Path.of("/bin/sh");

    /** Limits native allocations, in KiB; needs a shell. */
    private static final String LIMITED = "ulimit -c 0; ulimit -v \"$0\"; exec \"$@\"";

    /** Address space for native decoders and for what the JVM reserves besides its heap, most of it never used. */
    private static final DataSize BESIDE_HEAP = DataSize.ofMegabytes(1024);

    /** Flags for a small process that starts soon, gives memory back, and ends when it lacks memory. */
    private static final List<String> FLAGS = List.of(
            "-Xms8m",
            "-XX:MaxNewSize=32m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=30",
            "-XX:MaxMetaspaceSize=64m",
            "-XX:MaxDirectMemorySize=16m",
            "-XX:CompressedClassSpaceSize=32m",
            "-XX:ReservedCodeCacheSize=48m",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+DisplayVMOutputToStderr",
            "-XX:+DisableAttachMechanism",
            "-XX:-UsePerfData",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null",
            "-Xshare:auto",
            "-Djava.awt.headless=true");

    private DecoderCommand() {}

    static ProcessBuilder of(Class<?> program, DataSize memory) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SHELL)) {
            long kibibytes = memory.toKilobytes() + BESIDE_HEAP.toKilobytes();
            command.addAll(List.of(SHELL.toString(), "-c", LIMITED, String.valueOf(kibibytes)));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + memory.toKilobytes() + "k");
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", classPath(), program.getName()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(new File(System.getProperty("java.io.tmpdir")));
        builder.environment().clear();
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        return builder;
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
