package io.talel.gateway.live;

import io.talel.kernel.article.NewsLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Serves clients that are far behind from the log: a page at a time, and one client at a time. */
@Component
final class CatchUp {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    private final NewsLog log;
    private final Frames frames;
    private final NetworkTurns turns = new NetworkTurns();

    CatchUp(NewsLog log, Frames frames) {
        this.log = log;
        this.frames = frames;
    }

    /** Returns at once. */
    synchronized void add(LiveStream stream) {
        turns.add(stream);
        notifyAll();
    }

    /** Serves one page to whoever is next, and waits until there is somebody. */
    void serveNext() throws InterruptedException {
        LiveStream next = take();
        try {
            next.wanted(System.nanoTime()).ifPresent(place -> {
                NewsLog.Page page = log.after(place);
                next.takeAfter(place, frames.of(page.news()), page.through(), System.nanoTime());
                if (!page.isEnd()) {
                    add(next);
                }
            });
        } catch (RuntimeException e) {
            // The client is still behind, and comes again.
            LOG.debug("A page of news could not be read", e);
        }
    }

    private synchronized LiveStream take() throws InterruptedException {
        for (var next = turns.next(); ; next = turns.next()) {
            if (next.isPresent()) {
                return next.get();
            }
            wait();
        }
    }
}
