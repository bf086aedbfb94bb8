package io.talel.gateway.live;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The two threads that serve all streams. They stop after proxies have noticed that the node stops, and before requests under
 * way are waited for: all streams end at once.
 */
@Component
final class LiveThreads implements SmartLifecycle {

    /** After {@code ShutdownPause}, before the web server. */
    private static final int PHASE = DEFAULT_PHASE - 512;

    private static final long PAUSE_AFTER_FAILURE_MILLIS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(LiveThreads.class);

    private final OpenStreams streams;
    private final LiveNews news;
    private final CatchUp behind;
    private List<Thread> threads = List.of();
    private volatile boolean running;

    LiveThreads(OpenStreams streams, LiveNews news, CatchUp behind) {
        this.streams = streams;
        this.news = news;
        this.behind = behind;
    }

    @FunctionalInterface
    private interface Step {
        void go() throws InterruptedException;
    }

    @Override
    public void start() {
        running = true;
        threads = List.of(start("live-news", news::round), start("live-catch-up", behind::serveNext));
    }

    private Thread start(String name, Step step) {
        return Thread.ofPlatform().daemon().name(name).start(() -> {
            try {
                while (running) {
                    attempt(name, step);
                }
            } catch (InterruptedException _) {
                LOG.debug("{} ends", name);
            }
        });
    }

    private static void attempt(String name, Step step) throws InterruptedException {
        try {
            step.go();
        } catch (RuntimeException | Error e) {
            // Nothing would start the thread again.
            LOG.error("A step of {} broke off", name, e);
            Thread.sleep(PAUSE_AFTER_FAILURE_MILLIS);
        }
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        streams.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
