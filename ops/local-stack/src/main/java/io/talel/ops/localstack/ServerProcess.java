package io.talel.ops.localstack;

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
 * directory, so that whoever starts next in that directory finds it, should its parent be killed.
 *
 * @param startedAt in clock ticks since the machine's start: with the pid it names one process for good
 */
record ServerProcess(long pid, long startedAt, Path directory) {

    private static final String RECORD = "process";
    private static final String LOG = "log";
    private static final Duration DEATH = Duration.ofSeconds(10);

    /** Writes {@code pid startedAt} before it becomes the server, so that no server ever runs unrecorded. */
    private static final String RECORDED = "umask 077 && cut -d' ' -f1,22 /proc/$$/stat >\"$0\" && exec \"$@\"";

    /** Starts a server whose output goes to the file {@code log} of its directory. */
    static ServerProcess start(Path directory, List<String> command, Map<String, String> environment) {
        Redirect log = Redirect.appendTo(directory.resolve(LOG).toFile());
        return start(directory, command, environment, log);
    }

    static ServerProcess start(Path directory, List<String> command, Map<String, String> environment, Redirect output) {
        List<String> recorded = new ArrayList<>(List.of("setsid", "sh", "-c", RECORDED));
        recorded.add(directory.resolve(RECORD).toString());
        recorded.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(recorded)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(environment);
        try {
            long pid = builder.start().pid();
            return new ServerProcess(pid, startedAt(pid).orElse(0L), directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process that was started last in the directory, if it still runs. */
    static Optional<ServerProcess> runningIn(Path directory) {
        try {
            String[] record =
                    Files.readString(directory.resolve(RECORD)).strip().split(" ");
            return Optional.of(new ServerProcess(Long.parseLong(record[0]), Long.parseLong(record[1]), directory))
                    .filter(ServerProcess::isAlive);
        } catch (NoSuchFileException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends what an earlier start, whose own end was too sudden to stop its servers, has left in the directory. */
    static void stopOrphan(Path directory, Signal signal) {
        runningIn(directory).ifPresent(orphan -> orphan.stop(signal, DEATH));
    }

    boolean isAlive() {
        return startedAt(pid).filter(ticks -> ticks == startedAt).isPresent();
    }

    CompletableFuture<ServerProcess> onExit() {
        return ProcessHandle.of(pid)
                .map(process -> process.onExit().thenApply(_ -> this))
                .orElseGet(() -> CompletableFuture.completedFuture(this));
    }

    /**
     * Waits until the server answers.
     *
     * @throws IllegalStateException with the end of its log, when it has ended or is not ready in time
     */
    void awaitReady(String name, Duration limit, BooleanSupplier ready) {
        boolean decided = Await.reached(limit, () -> ready.getAsBoolean() || !isAlive());
        if (decided && isAlive()) {
            return;
        }
        kill();
        String reason = decided ? " ended while it started:\n" : " was not ready in " + limit.toSeconds() + " s:\n";
        throw new IllegalStateException(name + reason + endOfLog());
    }

    /** Asks the server to end; one that does not within the patience is killed. */
    void stop(Signal signal, Duration patience) {
        send(signal);
        if (!Await.reached(patience, () -> !isAlive())) {
            kill();
        }
    }

    void kill() {
        send(Signal.KILL);
        Await.reached(DEATH, () -> !isAlive());
    }

    /** Nothing is sent to another process that has meanwhile been given the pid. */
    void send(Signal signal) {
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

    /** Empty when there is no such process, or only the remains of one that its parent has not looked at yet. */
    private static Optional<Long> startedAt(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The second field, the program's name in parentheses, may hold blanks itself: count from behind it.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[0].equals("Z") ? Optional.empty() : Optional.of(Long.valueOf(fields[19]));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(directory.resolve(LOG));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }
}
