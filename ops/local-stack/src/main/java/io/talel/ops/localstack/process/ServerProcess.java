package io.talel.ops.localstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * A server as a process of its own: in its own session, so that a Ctrl-C at the terminal does not reach it, and recorded in its
 * directory, so that the next start in that directory finds it if its parent was killed.
 *
 * @param startedAt in clock ticks since the machine's start: together with the pid it names one process only
 */
public record ServerProcess(long pid, long startedAt, Path directory) {

    private static final String RECORD = "process";
    private static final String LOG = "log";
    private static final int LINES_OF_LOG = 15;
    private static final Duration DEATH = Duration.ofSeconds(10);

    /** Writes {@code pid startedAt} before it becomes the server, so that no server ever runs unrecorded. */
    private static final String RECORDED =
            "umask 077 && cut -d' ' -f1,22 /proc/$$/stat >\"$0.new\" && mv \"$0.new\" \"$0\" && exec \"$@\"";

    /** Starts a server whose output goes to the file {@code log} of its directory. */
    public static ServerProcess start(Path directory, List<String> command, Map<String, String> environment) {
        ProcessBuilder server = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(directory.resolve(LOG).toFile()));
        server.environment().putAll(environment);
        return start(directory, server);
    }

    /** Starts a server whose command, environment and output are the builder's. */
    public static ServerProcess start(Path directory, ProcessBuilder server) {
        List<String> command = new ArrayList<>(List.of("setsid", "sh", "-c", RECORDED));
        command.add(directory.resolve(RECORD).toString());
        command.addAll(server.command());
        try {
            server.command(command);
            server.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
            long pid = server.start().pid();
            return new ServerProcess(pid, startOf(pid).orElse(0L), directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process that was started last in the directory, if it still runs. */
    public static Optional<ServerProcess> runningIn(Path directory) {
        try {
            String[] recorded =
                    Files.readString(directory.resolve(RECORD)).strip().split(" ");
            return Optional.of(new ServerProcess(Long.parseLong(recorded[0]), Long.parseLong(recorded[1]), directory))
                    .filter(ServerProcess::isAlive);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process that a killed earlier start has left in the directory. */
    public static void stopOrphan(Path directory, Signal signal) {
        runningIn(directory).ifPresent(orphan -> orphan.stop(signal, DEATH));
    }

    public boolean isAlive() {
        return startOf(pid).filter(ticks -> ticks == startedAt).isPresent();
    }

    /** Completes when the process has ended, however it ended. */
    public CompletableFuture<Void> ended() {
        return ProcessHandle.of(pid)
                .map(process -> process.onExit().<Void>thenApply(_ -> null))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /**
     * Waits until the server answers; one that does not is killed.
     *
     * @throws IllegalStateException with the end of its log, when it has ended or is not ready in time
     */
    public void awaitReady(String name, Duration limit, BooleanSupplier ready) {
        boolean decided;
        try {
            decided = Await.reached(limit, () -> ready.getAsBoolean() || !isAlive());
        } catch (Interrupted e) {
            kill();
            throw e;
        }
        if (decided && isAlive()) {
            return;
        }
        kill();
        String reason = decided ? " ended while it started" : " was not ready within " + limit.toSeconds() + " s";
        throw new IllegalStateException(name + reason + endOfLog());
    }

    /** Asks the server to end, and kills it after the given time. */
    public void stop(Signal signal, Duration patience) {
        send(signal);
        if (!Await.reachedInAnyCase(patience, () -> !isAlive())) {
            kill();
        }
    }

    public void kill() {
        send(Signal.KILL);
        Await.reachedInAnyCase(DEATH, () -> !isAlive());
    }

    /** Signals only this process, never another one that has the pid by now. */
    public void send(Signal signal) {
        if (!isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty without such a process, or for a zombie. */
    private static Optional<Long> startOf(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The second field, the program's name in parentheses, may hold blanks itself: count from behind it.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[0].equals("Z") ? Optional.empty() : Optional.of(Long.valueOf(fields[19]));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Empty for a server that writes elsewhere. */
    private String endOfLog() {
        Path log = directory.resolve(LOG);
        if (!Files.exists(log)) {
            return "";
        }
        try {
            List<String> lines = Files.readAllLines(log);
            int first = Math.max(0, lines.size() - LINES_OF_LOG);
            return "; the end of " + log + ":\n" + String.join("\n", lines.subList(first, lines.size()));
        } catch (IOException e) {
            return "; " + log + " cannot be read: " + e.getMessage();
        }
    }
}
