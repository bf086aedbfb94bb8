package io.talel.ops.drills;

import io.talel.ops.localstack.process.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL of Debian's packages, which refuses to run as root. */
final class DebianPostgres implements AutoCloseable {

    private static final String PASSWORD = "of the superuser";

    private final Path data;
    private final int port = Loopback.portOrFree(0);

    private DebianPostgres(Path data) {
        this.data = data;
    }

    /** @param directory anybody may use it from now on */
    static DebianPostgres start(Path directory) {
        try {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
            Path password = Files.writeString(directory.resolve("password"), PASSWORD + "\n");
            DebianPostgres postgres = new DebianPostgres(directory.resolve("postgres"));
            postgres.run("initdb", "-U", "postgres", "--pwfile=" + password, "-A", "scram-sha-256");
            postgres.run(
                    "pg_ctl",
                    "-s",
                    "-w",
                    "-l",
                    directory.resolve("postgres.log").toString(),
                    "-o",
                    "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=''".formatted(postgres.port),
                    "start");
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    String password() {
        return PASSWORD;
    }

    @Override
    public void close() {
        run("pg_ctl", "-s", "-m", "fast", "stop");
    }

    private void run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.addAll(List.of(binaries().resolve(program).toString(), "-D", data.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(data.resolveSibling(program + ".out").toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(Files.readString(data.resolveSibling(program + ".out")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path binaries() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.findFirst().orElseThrow().resolve("bin");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
