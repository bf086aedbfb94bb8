package io.talel.gateway.live;

import io.talel.kernel.article.news.NewsLog;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Serves clients that are far behind from the log: a page at a time, and one client at a time. */
@Component
final class CatchUp {

    /** Clients that were cut off together ask for the same pages within a few seconds. */
    private static final Duration PAGE_LIFETIME = Duration.ofSeconds(5);

    private static final int MOST_PAGES = 32;
    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    private final NewsLog log;
    private final ServerSentEvents format;
    private final NetworkTurns turns = new NetworkTurns();

    /** By the place that they come after, oldest first. Used by the thread that serves only. */
    private final Map<Long, Page> pages = new LinkedHashMap<>();

    CatchUp(NewsLog log, ServerSentEvents format) {
        this.log = log;
        this.format = format;
    }

    private record Page(List<ServerSentEvent> events, long through, boolean isEnd, long readAt) {}

    /** Returns at once. */
    synchronized void add(LiveStream stream) {
        turns.add(stream);
        notifyAll();
    }

    /** Serves one page to the next client, and waits until there is one. */
    void serveNext() throws InterruptedException {
        LiveStream next = take();
        try {
            long now = System.nanoTime();
            next.wanted(now).ifPresent(place -> {
                Page page = after(place, now);
                next.takeAfter(place, page.events(), page.through(), now);
                if (!page.isEnd()) {
                    add(next);
                }
            });
        } catch (RuntimeException e) {
            // The client is still behind, and comes again.
            LOG.debug("A page of news could not be read", e);
        }
    }

    private Page after(long place, long now) {
        pages.values().removeIf(page -> now - page.readAt() > PAGE_LIFETIME.toNanos());
        Page known = pages.get(place);
        if (known != null) {
            return known;
        }
        NewsLog.Page read = log.after(place);
        Page page = new Page(format.of(read.news(), now), read.through(), read.isEnd(), now);
        if (page.through() > place && pages.size() < MOST_PAGES) {
            pages.put(place, page);
        }
        return page;
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
