package io.talel.ops.localstack;

import io.talel.ops.localstack.process.ServerProcess;
import io.talel.ops.localstack.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the servers of tests keep their data: one directory for each JVM, named after it. */
final class TestDirectories {

    private static final String PREFIX = "talelio-servers-";
    private static final Path ALL = Path.of(System.getProperty("java.io.tmpdir"));

    private TestDirectories() {}

    static Path create() {
        Path directory = ALL.resolve(PREFIX + ProcessHandle.current().pid());
        Directories.create(directory);
        return directory;
    }

    /** Ends the servers and removes the data of killed JVMs. */
    static void removeAbandoned() {
        try (Stream<Path> directories = Files.list(ALL)) {
            directories.filter(TestDirectories::isAbandoned).forEach(TestDirectories::remove);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isAbandoned(Path directory) {
        String name = directory.getFileName().toString();
        return name.matches(PREFIX + "[0-9]{1,10}")
                && Files.isWritable(directory)
                && ProcessHandle.of(Long.parseLong(name.substring(PREFIX.length())))
                        .isEmpty();
    }

    private static void remove(Path directory) {
        for (String server : List.of("s3", "redis", "postgres")) {
            ServerProcess.stopOrphan(directory.resolve(server), Signal.KILL);
        }
        Directories.delete(directory);
    }
}
