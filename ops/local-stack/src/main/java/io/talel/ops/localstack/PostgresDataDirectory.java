package io.talel.ops.localstack;

import io.talel.ops.localstack.process.Await;
import io.talel.ops.localstack.process.Interrupted;
import io.talel.ops.localstack.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of one PostgreSQL: its data and its passwords. */
final class PostgresDataDirectory {

    static final String SUPERUSER = "postgres";

    private static final int PASSWORD_BYTES = 24;

    /** Random passwords cannot be guessed, so stretching them would only slow down connections. */
    static final String UNSTRETCHED = "scram_iterations=1";

    private static final Duration UNUSED = Duration.ofSeconds(30);

    private final Path directory;

    private PostgresDataDirectory(Path directory) {
        this.directory = directory;
    }

    /** The files in the directory, initialised first if there is none. */
    static PostgresDataDirectory in(Path directory) {
        PostgresDataDirectory files = new PostgresDataDirectory(directory.toAbsolutePath());
        Directories.create(directory);
        try {
            if (!Files.exists(files.data())) {
                files.initialise();
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The role's password, drawn at the first use. */
    String password(String role) {
        return Secrets.kept(directory.resolve(role + ".password"), PASSWORD_BYTES);
    }

    /** Adds lines to the file of settings, which is read at the next start. */
    void set(String lines) {
        try {
            Files.writeString(data().resolve("postgresql.auto.conf"), lines + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What runs a server on these files. */
    List<String> serverCommand(List<String> settings) {
        List<String> command = program("postgres", "-D", data().toString());
        for (String setting : settings) {
            command.add("-c");
            command.add(setting);
        }
        return command;
    }

    /** Reads the state from the pid file of PostgreSQL, like {@code pg_ctl}. */
    boolean isReady(ServerProcess process) {
        try {
            List<String> lines = Files.readAllLines(data().resolve("postmaster.pid"));
            return lines.size() >= 8
                    && lines.getFirst().equals(Long.toString(process.pid()))
                    && lines.get(7).strip().equals("ready");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Waits for the sessions of a server that was killed: they notice it within moments, and until the last of them
     * has left, PostgreSQL refuses to start on the same data.
     *
     * @throws IllegalStateException when they do not leave
     */
    void awaitUnused() {
        if (!Await.reached(UNUSED, () -> processesAtWork() == 0)) {
            throw new IllegalStateException("a killed PostgreSQL has left processes that work in " + data());
        }
        forgetKilledServer();
    }

    /**
     * PostgreSQL also refuses to start while a process has the pid of the former server. No server uses the data any more, so
     * that process is another one, or a zombie of the killed one.
     */
    private void forgetKilledServer() {
        Path pidFile = data().resolve("postmaster.pid");
        try {
            if (Files.exists(pidFile)) {
                String pid = Files.readString(pidFile).lines().findFirst().orElse("");
                if (Files.exists(Path.of("/proc", pid))) {
                    Files.delete(pidFile);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long processesAtWork() {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            Path data = data().toRealPath();
            return processes.filter(process -> worksIn(process, data)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean worksIn(Path process, Path data) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(data)
                    && Files.readSymbolicLink(process.resolve("exe")).endsWith("postgres");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private Path data() {
        return directory.resolve("data");
    }

    /** Under another name first, so that an initialisation cut short is never taken for its data. */
    private void initialise() throws IOException {
        password(SUPERUSER);
        Path draft = directory.resolve("data.new");
        if (Files.exists(draft)) {
            Directories.delete(draft);
        }
        List<String> command = program(
                "initdb",
                "--pgdata=" + draft,
                "--username=" + SUPERUSER,
                "--pwfile=" + directory.resolve(SUPERUSER + ".password"),
                "--auth-host=scram-sha-256",
                "--auth-local=reject",
                "--set=" + UNSTRETCHED,
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-instructions");
        Path log = directory.resolve("initdb.log");
        if (exitOf(command, log) != 0) {
            throw new IOException("initdb failed:\n" + Files.readString(log));
        }
        Files.move(draft, data());
    }

    private static int exitOf(List<String> command, Path log) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            throw new Interrupted(e);
        }
    }

    /**
     * PostgreSQL refuses to run as root. In a user namespace of its own the process is not root, and yet the owner of its
     * files.
     */
    private static List<String> program(String name, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("unshare", "--user", "--"));
        }
        command.add(Binaries.postgres().resolve("bin").resolve(name).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
