package io.talel.gateway.image.decoder;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One child process, as its parent sees it. It works on one file at a time. */
final class DecoderProcess {

    private static final Logger LOG = LoggerFactory.getLogger(DecoderProcess.class);

    /** Longest time to start: it takes a fraction of a second, but the machine may be busy. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

    /** How long a process that has closed its output may take to end. */
    private static final Duration END_TIMEOUT = Duration.ofSeconds(5);

    /** Pieces of error output that are logged per process; the rest is only read, so that the process never waits. */
    private static final int MAX_LOGGED_PIECES = 10;

    private static final int MAX_LOGGED_LENGTH = 500;

    /** Exit code of a process that a signal has ended. */
    private static final int BY_SIGKILL = 128 + 9;

    private static final int BY_SIGTERM = 128 + 15;

    private final Process process;
    private final ScheduledExecutorService timer;
    private final DataOutputStream tasks;
    private final DataInputStream answers;

    private DecoderProcess(Process process, ScheduledExecutorService timer) {
        this.process = process;
        this.timer = timer;
        this.tasks = new DataOutputStream(process.getOutputStream());
        this.answers = new DataInputStream(process.getInputStream());
    }

    /** @throws DecoderUnavailable if the process does not start, or not soon enough */
    static DecoderProcess start(ProcessBuilder command, ScheduledExecutorService timer) throws DecoderUnavailable {
        Process process;
        try {
            process = command.start();
        } catch (IOException e) {
            throw new DecoderUnavailable(e);
        }
        Thread.ofPlatform().daemon().name("decoder-" + process.pid()).start(() -> drain(process));
        DecoderProcess decoder = new DecoderProcess(process, timer);
        decoder.awaitReady();
        return decoder;
    }

    private void awaitReady() throws DecoderUnavailable {
        Future<?> deadline = killAfter(START_TIMEOUT);
        try {
            if (DecoderAnswer.read(answers).kind() != DecoderAnswer.Kind.READY) {
                throw new IOException("The process said something else first");
            }
        } catch (IOException e) {
            kill();
            throw new DecoderUnavailable(e);
        } finally {
            deadline.cancel(false);
        }
    }

    /**
     * @return the cleaned file
     * @throws DecodingFailed if the file is at fault
     * @throws DecoderLost if the process was ended from outside
     */
    byte[] decode(DecodingTask task, Duration limit) throws DecodingFailed, DecoderLost {
        Future<?> deadline = killAfter(limit);
        DecoderAnswer answer;
        try {
            task.write(tasks);
            answer = DecoderAnswer.read(answers);
        } catch (IOException e) {
            if (!deadline.cancel(false)) {
                throw new DecodingFailed("Decoding took longer than " + limit);
            }
            throwEnd();
            throw new DecodingFailed("The decoder ended with exit code " + process.exitValue() + ": " + e);
        }
        if (!deadline.cancel(false)) {
            kill();
        }
        return switch (answer.kind()) {
            case CLEANED -> answer.content();
            case REFUSED -> throw new DecodingFailed(new String(answer.content(), StandardCharsets.UTF_8));
            case READY -> {
                kill();
                throw new DecodingFailed("The decoder started again");
            }
        };
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Kills the process, which has nothing to save. */
    void kill() {
        process.destroyForcibly();
    }

    private Future<?> killAfter(Duration limit) {
        return timer.schedule(this::kill, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for the end of the process. Throws only if it was ended from outside; kills it if it lives on. */
    private void throwEnd() throws DecoderLost {
        try {
            if (!process.waitFor(END_TIMEOUT)) {
                kill();
                process.waitFor();
                return;
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new DecoderLost("The decoder was no longer waited for");
        }
        int exit = process.exitValue();
        if (exit == BY_SIGKILL || exit == BY_SIGTERM) {
            throw new DecoderLost("The decoder was ended with exit code " + exit);
        }
    }

    private static void drain(Process process) {
        try (Reader output = process.errorReader(StandardCharsets.UTF_8)) {
            char[] piece = new char[MAX_LOGGED_LENGTH];
            int read = 0;
            for (int length = output.read(piece); length >= 0; length = output.read(piece)) {
                if (read++ < MAX_LOGGED_PIECES) {
                    LOG.warn("Image decoder {}: {}", process.pid(), new String(piece, 0, length).strip());
                }
            }
        } catch (IOException e) {
            LOG.debug("The error output of an image decoder ended", e);
        }
    }
}
