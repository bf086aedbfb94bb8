package io.talel.command;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandResultMessage;

/** How long commands take, how they end, and why they are refused. Labels are names of classes: there is a handful. */
final class CommandMeters {

    private static final Duration[] BUCKETS = Stream.of(2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private record Series(Class<?> command, String outcome) {}

    private final MeterRegistry registry;
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();
    private final Map<Class<?>, Counter> refusals;

    CommandMeters(MeterRegistry registry) {
        this.registry = registry;
        this.refusals = Stream.of(Refusal.class.getPermittedSubclasses())
                .collect(Collectors.toUnmodifiableMap(Function.identity(), kind -> Counter.builder(
                                "talelio.commands.refused")
                        .description("Commands refused, by reason; Conflict: somebody else changed the stream first")
                        .tag("refusal", kind.getSimpleName())
                        .register(registry)));
    }

    void ended(Class<?> command, long startedAt, CommandResultMessage<?> result) {
        Timer timer = timers.computeIfAbsent(new Series(command, outcome(result)), this::timer);
        timer.record(Duration.ofNanos(System.nanoTime() - startedAt));
    }

    private String outcome(CommandResultMessage<?> result) {
        if (!result.isExceptional()) {
            return "done";
        }
        if (result.exceptionResult() instanceof CommandRefused refused) {
            Counter reason = refusals.get(refused.refusal().getClass());
            if (reason != null) {
                reason.increment();
            }
            return "refused";
        }
        return "failed";
    }

    private Timer timer(Series series) {
        return Timer.builder("talelio.command")
                .description("Time of a command until its events are committed")
                .tag("command", series.command.getSimpleName())
                .tag("outcome", series.outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
