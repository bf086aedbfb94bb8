package io.talel.gateway.image.decoder;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decoder processes: started when there is work, used again, ended after a while without work, replaced when they die. There
 * are never more processes than concurrent callers.
 */
public final class DecoderPool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DecoderPool.class);

    private final Class<?> program;
    private final DecoderSettings settings;
    private final ScheduledExecutorService timer;

    /** The process used last comes first, so that surplus processes of a busy hour stay idle and end. */
    private final Deque<Idle> idle = new ArrayDeque<>();

    private final Set<DecoderProcess> working = new HashSet<>();
    private boolean closed;

    /** @param program the child's main class, which calls {@link DecoderLoop#serve} */
    public DecoderPool(Class<?> program, DecoderSettings settings) {
        this.program = program;
        this.settings = settings;
        ScheduledThreadPoolExecutor one = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("decoder-timer").factory());
        one.setRemoveOnCancelPolicy(true);
        this.timer = one;
    }

    private record Idle(DecoderProcess decoder, Future<?> end) {}

    /**
     * Decodes and encodes a file in a process. If that process is ended from outside, another one tries once more.
     *
     * @return the cleaned file
     * @throws DecodingFailed if the file is at fault
     * @throws DecoderUnavailable if no process can be started
     */
    public byte[] decode(DecodingTask task) throws DecodingFailed, DecoderUnavailable {
        try {
            return decodeOnce(task);
        } catch (DecoderLost e) {
            LOG.warn("A file is given to another image decoder: {}", e.getMessage());
        }
        try {
            return decodeOnce(task);
        } catch (DecoderLost e) {
            throw new DecoderUnavailable(e);
        }
    }

    private byte[] decodeOnce(DecodingTask task) throws DecodingFailed, DecoderLost, DecoderUnavailable {
        DecoderProcess decoder = take();
        try {
            return decoder.decode(task, settings.decoderDeadline());
        } finally {
            putBack(decoder);
        }
    }

    private DecoderProcess take() throws DecoderUnavailable {
        DecoderProcess decoder = takeIdle();
        if (decoder != null) {
            return decoder;
        }
        return begin(DecoderProcess.start(DecoderCommand.of(program, settings.decoderMemory()), timer));
    }

    private synchronized @Nullable DecoderProcess takeIdle() throws DecoderUnavailable {
        if (closed) {
            throw new DecoderUnavailable("The node ends");
        }
        while (!idle.isEmpty()) {
            Idle last = idle.pop();
            last.end().cancel(false);
            if (last.decoder().isAlive()) {
                working.add(last.decoder());
                return last.decoder();
            }
        }
        return null;
    }

    private synchronized DecoderProcess begin(DecoderProcess decoder) throws DecoderUnavailable {
        if (closed) {
            decoder.kill();
            throw new DecoderUnavailable("The node ends");
        }
        working.add(decoder);
        return decoder;
    }

    private synchronized void putBack(DecoderProcess decoder) {
        working.remove(decoder);
        if (closed || !decoder.isAlive()) {
            decoder.kill();
            return;
        }
        Duration limit = settings.decoderIdle();
        idle.push(new Idle(decoder, timer.schedule(() -> end(decoder), limit.toMillis(), TimeUnit.MILLISECONDS)));
    }

    private synchronized void end(DecoderProcess decoder) {
        if (idle.removeIf(each -> each.decoder() == decoder)) {
            decoder.kill();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(each -> each.decoder().kill());
        idle.clear();
        working.forEach(DecoderProcess::kill);
        timer.shutdownNow();
    }
}
