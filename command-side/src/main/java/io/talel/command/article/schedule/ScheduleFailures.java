package io.talel.command.article.schedule;

import io.talel.kernel.article.ArticleId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Schedules that could not be carried out. Each is left alone for a while, which gets longer with every failure. */
final class ScheduleFailures {

    private static final Duration SHORTEST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** How long a failure counts after its pause: another node may have carried the schedule out. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    /** @param end by {@link System#nanoTime} */
    private record Pause(Duration length, long end) {

        static Pause of(Duration length) {
            return new Pause(length, System.nanoTime() + length.toNanos());
        }

        Duration remaining() {
            return Duration.ofNanos(end - System.nanoTime());
        }
    }

    private final Map<ArticleId, Pause> pauses = new ConcurrentHashMap<>();

    /** The log does not change by itself. */
    void refused(ArticleId article) {
        pauses.put(article, Pause.of(LONGEST));
    }

    /** Most failures pass, such as a lock that another transaction holds and a connection that broke. */
    void failed(ArticleId article) {
        pauses.compute(article, (_, last) -> Pause.of(last == null ? SHORTEST : twice(last.length)));
    }

    void succeeded(ArticleId article) {
        pauses.remove(article);
    }

    Set<ArticleId> leftAlone() {
        pauses.values().removeIf(pause -> pause.remaining().plus(REMEMBERED).isNegative());
        return pauses.entrySet().stream()
                .filter(entry -> entry.getValue().remaining().isPositive())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The end of the first pause, if it is earlier than that time; both by {@link System#nanoTime}. */
    long firstEnd(long until) {
        long now = System.nanoTime();
        return now
                + pauses.values().stream()
                        .mapToLong(pause -> pause.end - now)
                        .filter(remaining -> remaining > 0)
                        .reduce(until - now, Math::min);
    }

    private static Duration twice(Duration pause) {
        Duration longer = pause.multipliedBy(2);
        return longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
    }
}
