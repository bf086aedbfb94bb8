package io.talel.gateway.server;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Delays the end of a node that is no longer ready, until proxies have noticed. Its phase is the first to stop, so the API and
 * the management port still answer meanwhile. Queues of the same phase may stop before it; other nodes take their work.
 */
@Component
final class ShutdownPause implements SmartLifecycle {

    private final ShutdownSettings settings;
    private volatile boolean running;

    ShutdownPause(ShutdownSettings settings) {
        this.settings = settings;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            Thread.sleep(settings.pause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
