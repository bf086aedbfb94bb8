package io.talel.gateway.webhook.registry;

import java.time.Duration;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The authors who have webhooks, so that events of all others cost nothing. Each node reads them at most every half a second;
 * {@link #awaitKnown} makes up for that.
 */
@Component
public class HookedAuthors {

    private static final Duration MAX_AGE = Duration.ofMillis(500);

    /** Prefix of actors who are users. Other actors, such as a schedule, may change articles of any author. */
    private static final String USER = "user-";

    private final JdbcClient jdbc;
    private Set<String> authors = Set.of();
    private long readAt = System.nanoTime() - MAX_AGE.toNanos();

    HookedAuthors(@Qualifier("authJdbcClient") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whether an article of an author with webhooks may have changed.
     *
     * @param actor who has changed it: {@code user-7}, or another text
     */
    public synchronized boolean maySeeChange(String actor) {
        long now = System.nanoTime();
        if (now - readAt >= MAX_AGE.toNanos()) {
            authors = Set.copyOf(jdbc.sql("SELECT DISTINCT 'user-' || user_id FROM auth.webhook")
                    .query(String.class)
                    .list());
            readAt = now;
        }
        return authors.contains(actor) || !(authors.isEmpty() || actor.startsWith(USER));
    }

    /** Returns when every node knows the webhooks that are stored now. */
    public void awaitKnown() {
        try {
            Thread.sleep(MAX_AGE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
