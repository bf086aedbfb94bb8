package io.talel.ops.console.events;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.postgresql.PGConnection;

/**
 * Waits for new events: woken by the nodes' notifications, and at least once a second. A transaction that drew its
 * place early may commit late, so each look includes the most recent places.
 */
public final class EventFollower {

    private static final Duration REGULAR_LOOK = Duration.ofSeconds(1);

    /** Number of most recent places that may still be filled. */
    private static final int LATE = 1000;

    private static final int AT_ONCE = 10_000;

    private final Connection eventStore;
    private final EventQuery query;
    private final EventFilter filter;
    private final TreeSet<Long> seen = new TreeSet<>();
    private long newest;

    private EventFollower(Connection eventStore, EventFilter filter, long newest) {
        this.eventStore = eventStore;
        this.query = new EventQuery(eventStore);
        this.filter = filter;
        this.newest = newest;
    }

    /** Skips events that are in the log already. */
    public static EventFollower listening(Connection eventStore, EventFilter filter) throws SQLException {
        try (Statement statement = eventStore.createStatement()) {
            statement.execute("LISTEN event_log");
        }
        EventFollower follower = new EventFollower(eventStore, filter, new EventQuery(eventStore).head());
        follower.seen(follower.latest());
        return follower;
    }

    public void seen(List<EventLine> events) {
        events.forEach(event -> {
            seen.add(event.globalIndex());
            newest = Math.max(newest, event.globalIndex());
        });
    }

    /** @param take returns whether it wants more events; the method also returns when the thread is interrupted */
    public void follow(Predicate<EventLine> take) throws SQLException {
        PGConnection notifications = eventStore.unwrap(PGConnection.class);
        while (!Thread.currentThread().isInterrupted()) {
            for (EventLine event : latest()) {
                if (!seen.contains(event.globalIndex()) && !take.test(event)) {
                    return;
                }
                seen(List.of(event));
            }
            seen.headSet(newest - LATE).clear();
            notifications.getNotifications((int) REGULAR_LOOK.toMillis());
        }
    }

    private List<EventLine> latest() throws SQLException {
        return query.after(filter, newest - LATE - 1, AT_ONCE);
    }
}
