package io.talel.gateway.bus;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.queryhandling.QueryMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Measures how long the sides take to answer a query, by its class and outcome. If the answer is a future, its completion
 * counts: a monitor of the bus would stop at the future. Axon registers interceptors that are beans by itself.
 */
@Component
class QueryMeters implements MessageHandlerInterceptor<QueryMessage<?, ?>> {

    private static final Duration[] BUCKETS = Stream.of(2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private record Series(Class<?> query, String outcome) {}

    private final MeterRegistry registry;
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

    QueryMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends QueryMessage<?, ?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        Class<?> query = unitOfWork.getMessage().getPayloadType();
        long startedAt = System.nanoTime();
        Object answer;
        try {
            answer = chain.proceed();
        } catch (Exception | Error e) {
            ended(query, startedAt, e);
            throw e;
        }
        if (answer instanceof CompletableFuture<?> promised) {
            return promised.whenComplete((_, failure) -> ended(query, startedAt, failure));
        }
        ended(query, startedAt, null);
        return answer;
    }

    private void ended(Class<?> query, long startedAt, @Nullable Throwable failure) {
        timers.computeIfAbsent(new Series(query, failure == null ? "done" : "failed"), this::timer)
                .record(Duration.ofNanos(System.nanoTime() - startedAt));
    }

    private Timer timer(Series series) {
        return Timer.builder("talelio.query")
                .description("Time until a query is answered; AwaitVersion waits for the read models")
                .tag("query", series.query.getSimpleName())
                .tag("outcome", series.outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
