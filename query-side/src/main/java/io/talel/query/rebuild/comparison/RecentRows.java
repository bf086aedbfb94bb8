package io.talel.query.rebuild.comparison;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.jspecify.annotations.Nullable;

/** Rows with recent events, which the live generation may not have yet. */
final class RecentRows {

    private record Event(@Nullable GapAwareTrackingToken token, long id) {}

    private List<Event> events = new ArrayList<>();

    void add(@Nullable GapAwareTrackingToken token, long id) {
        events.add(new Event(token, id));
    }

    Set<Long> ids() {
        Set<Long> ids = new HashSet<>();
        events.forEach(event -> ids.add(event.id));
        return ids;
    }

    /**
     * The rows of the newest events.
     *
     * @param live place in the log that every segment of the live generation has passed
     * @return the rows, each with whether the live generation has all of these events of the row
     */
    Map<Long, Boolean> newest(int most, @Nullable GapAwareTrackingToken live) {
        Map<Long, Boolean> passed = new HashMap<>();
        events.subList(Math.max(0, events.size() - most), events.size())
                .forEach(event -> passed.merge(event.id, isPassed(event, live), Boolean::logicalAnd));
        return passed;
    }

    /** Rows of all but the newest events. */
    Set<Long> allBut(int newest) {
        Set<Long> ids = new HashSet<>();
        events.subList(0, Math.max(0, events.size() - newest)).forEach(event -> ids.add(event.id));
        return ids;
    }

    /** Forgets the events that the live generation has; called once their rows have been compared. */
    void forget(@Nullable GapAwareTrackingToken live) {
        List<Event> left = new ArrayList<>();
        events.stream().filter(event -> !isPassed(event, live)).forEach(left::add);
        events = left;
    }

    private static boolean isPassed(Event event, @Nullable GapAwareTrackingToken live) {
        return live != null && event.token != null && live.covers(event.token);
    }
}
