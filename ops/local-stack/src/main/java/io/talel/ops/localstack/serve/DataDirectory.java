package io.talel.ops.localstack.serve;

import io.talel.ops.localstack.Directories;
import io.talel.ops.localstack.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The directory with all data that are kept between runs. While it is open, only this process uses it. */
final class DataDirectory implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Takes the directory, creating it if there is none. The operating system gives it back when the process ends, however
     * it ends.
     *
     * @throws StartRefused when another process has it
     */
    static DataDirectory claim(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Directories.create(absolute);
        Path file = absolute.resolve("lock");
        try {
            FileChannel lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                lock.close();
                throw new StartRefused("talelio already runs on " + path + ", as process "
                        + Files.readString(file).strip()
                        + ": stop it first, or choose another directory with DATA_DIR");
            }
            lock.truncate(0);
            lock.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataDirectory(absolute, lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return path;
    }

    Path of(Service service) {
        return path.resolve(service.directory);
    }

    Path stackEnv() {
        return path.resolve("stack.env");
    }

    /** Whether these run and nothing else, and {@code stack.env} says where. */
    boolean isServing(Set<Service> servers) {
        return Files.exists(stackEnv()) && running().equals(servers);
    }

    private Set<Service> running() {
        return Arrays.stream(Service.values())
                .filter(service -> ServerProcess.runningIn(of(service)).isPresent())
                .collect(Collectors.toSet());
    }

    /** Ends processes of an earlier run in order, and returns their names. {@code stack.env}, which names them, goes first. */
    Set<Service> endRunning() {
        try {
            Files.deleteIfExists(stackEnv());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Set<Service> ended = EnumSet.noneOf(Service.class);
        for (Service service : Service.values()) {
            ServerProcess.runningIn(of(service)).ifPresent(process -> {
                process.stop(service.end, PATIENCE);
                ended.add(service);
            });
        }
        return ended;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
