package io.talel.gateway.bus;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.messaging.Message;
import org.axonframework.monitoring.MessageMonitor;
import org.axonframework.queryhandling.QueryBus;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How long the sides take to answer a query, by its class and by how it ended. */
@Component
class QueryTimes implements MessageMonitor<Message<?>>, ConfigurerModule {

    private static final Duration[] BUCKETS = Stream.of(2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private record Series(Class<?> query, String outcome) {}

    private final MeterRegistry registry;
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

    QueryTimes(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void configureModule(Configurer configurer) {
        configurer.configureMessageMonitor(QueryBus.class, _ -> this);
    }

    @Override
    public MonitorCallback onMessageIngested(Message<?> query) {
        return new Asked(query.getPayloadType(), System.nanoTime());
    }

    private Timer timer(Series series) {
        return Timer.builder("talelio.query")
                .description("Time until a query is answered; AwaitVersion waits for the read models")
                .tag("query", series.query.getSimpleName())
                .tag("outcome", series.outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private final class Asked implements MonitorCallback {

        private final Class<?> query;
        private final long startedAt;

        Asked(Class<?> query, long startedAt) {
            this.query = query;
            this.startedAt = startedAt;
        }

        @Override
        public void reportSuccess() {
            ended("done");
        }

        @Override
        public void reportFailure(@Nullable Throwable cause) {
            ended("failed");
        }

        @Override
        public void reportIgnored() {
            ended("ignored");
        }

        private void ended(String outcome) {
            timers.computeIfAbsent(new Series(query, outcome), QueryTimes.this::timer)
                    .record(Duration.ofNanos(System.nanoTime() - startedAt));
        }
    }
}
