package io.talel.ops.localstack.serve;

import io.talel.ops.localstack.Directories;
import io.talel.ops.localstack.process.Interrupted;
import io.talel.ops.localstack.process.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The cache that the JVM writes in a training run: loaded and linked classes, and profiles of their methods (JEP 483, 514 and
 * 515). A start with it takes half of the time and of the work. It lies beside the jar. The JVM ignores a cache of another JVM,
 * jar or collector.
 */
public final class AotCache {

    private static final String JAR = "-jar";

    /** Names the file for what is seen in a training run. */
    private static final String SEEN = "-XX:AOTConfiguration=";

    /** Writing what was seen takes some seconds at the end of the training run. */
    private static final Duration END = Duration.ofMinutes(2);

    private static final Duration TRAINING = Duration.ofSeconds(30);

    private AotCache() {}

    /** {@code make build}: trains the API. Its one argument is the jar. */
    public static void main(String[] arguments) {
        LauncherCommand.execute(() -> {
            train(Path.of(arguments[0]));
            return LauncherCommand.DONE;
        });
    }

    /** Makes the cache of a jar, unless there is one that is newer than the jar. Processes do so one after the other. */
    public static synchronized void train(Path jar) {
        if (isUsable(jar)) {
            return;
        }
        try (FileChannel file = FileChannel.open(
                        beside(jar, ".aot.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = file.lock()) {
            if (!isUsable(jar)) {
                make(jar);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void make(Path jar) throws IOException {
        Path directory = Directories.temporary("talelio-training-");
        try {
            Path seen = directory.resolve("seen");
            record(directory.resolve("data"), jar, seen);
            create(jar, seen, directory.resolve("cache"));
            try (InputStream made = Files.newInputStream(directory.resolve("cache"))) {
                put(made, jar);
            }
        } finally {
            Directories.delete(directory);
        }
    }

    /** Shows the cache when all of it has been copied: the JVM ignores a part of one in silence, and nobody would make it again. */
    static void put(InputStream made, Path jar) throws IOException {
        Path copy = beside(jar, ".aot.new");
        Files.copy(made, copy, StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, cacheOf(jar), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The flags that make {@code java} use the cache of the jar among its arguments; none without one that is newer than it. */
    static List<String> flags(List<String> arguments) {
        int option = arguments.indexOf(JAR);
        if (option < 0
                || option + 1 == arguments.size()
                || arguments.stream().anyMatch(each -> each.startsWith(SEEN))) {
            return List.of();
        }
        Path jar = Path.of(arguments.get(option + 1));
        return isUsable(jar) ? List.of("-XX:AOTCache=" + cacheOf(jar), "-Xlog:aot=off", "-Xlog:cds=off") : List.of();
    }

    private static Path cacheOf(Path jar) {
        return beside(jar, ".aot");
    }

    private static Path beside(Path jar, String ending) {
        return jar.resolveSibling(jar.getFileName().toString().replaceFirst("\\.jar$", ending));
    }

    private static boolean isUsable(Path jar) {
        try {
            return Files.getLastModifiedTime(cacheOf(jar)).compareTo(Files.getLastModifiedTime(jar)) > 0;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void record(Path data, Path jar, Path seen) {
        List<String> api = List.of("-XX:AOTMode=record", SEEN + seen, JAR, jar.toString());
        try (ServedStack stack =
                ServedStack.launch(data, TrainingClient.NO_LIMITS, api).awaitReady()) {
            TrainingClient.visit(stack.port(), TRAINING);
            stack.process(Service.API.directory).stop(Signal.TERM, END);
        }
    }

    private static void create(Path jar, Path seen, Path cache) throws IOException {
        List<String> command = new ArrayList<>(ApiProcess.java());
        command.addAll(List.of("-XX:AOTMode=create", SEEN + seen, "-XX:AOTCache=" + cache, "-Xlog:aot=error", JAR));
        command.add(jar.toString());
        Path log = cache.resolveSibling("log");
        try {
            int exit = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(log.toFile()))
                    .start()
                    .waitFor();
            if (exit != 0 || !Files.exists(cache)) {
                throw new IllegalStateException("no AOT cache of " + jar + " could be made:\n" + Files.readString(log));
            }
        } catch (InterruptedException e) {
            throw new Interrupted(e);
        }
    }
}
