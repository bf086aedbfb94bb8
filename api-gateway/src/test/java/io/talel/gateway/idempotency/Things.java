package io.talel.gateway.idempotency;

import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** A log that records a thing under a number once, as the event log does. */
final class Things {

    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, String> recorded = new ConcurrentHashMap<>();

    List<String> recorded() {
        return List.copyOf(recorded.values());
    }

    /** Refuses a number that is taken. */
    String record(long number, String thing) {
        String mine = thing + " " + number;
        if (recorded.putIfAbsent(number, mine) != null) {
            throw new CommandRefused(new Refusal.Conflict("thing-" + number));
        }
        return mine;
    }

    Creation<String> creation(String thing) {
        return creation(thing, recorded -> recorded);
    }

    /** @param afterwards runs between record and answer */
    Creation<String> creation(String thing, UnaryOperator<String> afterwards) {
        return Creation.ofOne(
                numbers::incrementAndGet,
                number -> afterwards.apply(record(number, thing)),
                number -> Optional.ofNullable(recorded.get(number)));
    }

    /** A creation whose command fails before anything is recorded. */
    Creation<String> failing(Runnable failure) {
        return Creation.ofOne(
                numbers::incrementAndGet,
                _ -> {
                    failure.run();
                    return "";
                },
                number -> Optional.ofNullable(recorded.get(number)));
    }
}
