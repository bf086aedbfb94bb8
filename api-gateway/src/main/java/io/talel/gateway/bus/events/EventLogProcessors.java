package io.talel.gateway.bus.events;

import io.talel.gateway.trace.LogContext;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.eventhandling.ErrorContext;
import org.axonframework.eventhandling.ErrorHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Processors that follow the log for side effects, each on one node at a time. The position of each is a row of schema {@code
 * auth}, in the database of the log, so that one transaction stores it with the reaction. Without such a row (a new
 * installation, a restored database) a processor begins at the end of the log.
 */
@Component
final class EventLogProcessors {

    private static final Logger LOG = LoggerFactory.getLogger(EventLogProcessors.class);

    /** How often the other nodes try to take over. */
    private static final Duration CLAIM_INTERVAL = Duration.ofSeconds(1);

    private static final int BATCH = 20;

    private final DataSource eventStoreDataSource;
    private final TransactionManager transactions;
    private final Serializer serializer;

    EventLogProcessors(
            @Qualifier("eventStoreDataSource") DataSource eventStoreDataSource,
            @Qualifier("axonTransactionManager") TransactionManager transactions,
            @Qualifier("serializer") Serializer serializer) {
        this.eventStoreDataSource = eventStoreDataSource;
        this.transactions = transactions;
        this.serializer = serializer;
    }

    /**
     * A processor.
     *
     * @param stopped what does not happen while an event stops it, for the log
     * @param slim see {@link SlimEvents}
     */
    record Definition(
            String name, String stopped, EventMessageHandler handler, UnaryOperator<TrackedEventMessage<?>> slim) {}

    void register(Configurer configurer, Definition definition) {
        String name = definition.name();
        configurer
                .eventProcessing()
                .registerEventHandler(_ -> definition.handler())
                .assignHandlerInstancesMatching(name, candidate -> candidate == definition.handler())
                .registerTransactionManager(name, _ -> transactions)
                .registerTokenStore(name, _ -> EventPositions.in(eventStoreDataSource, serializer))
                .registerListenerInvocationErrorHandler(name, _ -> PropagatingErrorHandler.instance())
                .registerErrorHandler(name, _ -> new LoggedStop(definition))
                .registerPooledStreamingEventProcessor(
                        name,
                        axon -> new SlimEvents(axon.eventStore(), definition.slim()),
                        (axon, builder) -> configure(name, axon, builder));
    }

    private static PooledStreamingEventProcessor.Builder configure(
            String name, Configuration axon, PooledStreamingEventProcessor.Builder builder) {
        ScheduledExecutorService coordinator = thread(name, "coordinator");
        ScheduledExecutorService worker = thread(name, "worker");
        axon.onShutdown(() -> {
            coordinator.shutdown();
            worker.shutdown();
        });
        return builder.initialSegmentCount(1)
                .initialToken(StreamableMessageSource::createHeadToken)
                .batchSize(BATCH)
                .tokenClaimInterval(CLAIM_INTERVAL.toMillis())
                .claimExtensionThreshold(
                        EventPositions.CLAIM_TIMEOUT.dividedBy(4).toMillis())
                .enableCoordinatorClaimExtension()
                .coordinatorExecutor(coordinator)
                .workerExecutor(worker);
    }

    /**
     * Logs the event that stops a processor; Axon's own loggers are silenced. A second failure of the same event is no passing
     * outage.
     */
    private static final class LoggedStop implements ErrorHandler {

        private final Definition definition;

        /** The event that failed last. */
        private volatile @Nullable String stoppedAt;

        LoggedStop(Definition definition) {
            this.definition = definition;
        }

        @Override
        public void handleError(ErrorContext errorContext) throws Exception {
            EventMessage<?> failed = errorContext.failedEvents().getFirst();
            String event = failed.getIdentifier();
            Level level = event.equals(stoppedAt) ? Level.ERROR : Level.WARN;
            stoppedAt = event;
            try (LogContext _ = LogContext.of(event, failed.getMetaData())) {
                LOG.atLevel(level)
                        .log(
                                "{} stops at event {} and tries again; until then {}: {}",
                                definition.name(),
                                event,
                                definition.stopped(),
                                errorContext.error().toString());
            }
            PropagatingErrorHandler.instance().handleError(errorContext);
        }
    }

    private static ScheduledExecutorService thread(String name, String role) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name + "-" + role).factory());
    }
}
