package io.talel.query.processor;

import io.talel.query.generation.ActiveGenerations;
import io.talel.query.projection.Projection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.lifecycle.Phase;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** One pooled streaming processor for each projection, named like it. */
final class ProjectionProcessors implements ConfigurerModule {

    /** Threads of a processor that handle batches; with three processors, more than the cores of a node. */
    private static final int WORKERS = 2;

    /** Most events of a live batch. Events that arrive while a transaction commits go into the next batch. */
    private static final int BATCH = 100;

    private final List<Projection> projections;
    private final ActiveGenerations generations;
    private final Segmentation segmentation;
    private final SegmentShare share;
    private final SegmentFailures failures;
    private final TransactionManager transactions;

    ProjectionProcessors(
            List<Projection> projections,
            ActiveGenerations generations,
            Segmentation segmentation,
            SegmentShare share,
            SegmentFailures failures,
            TransactionManager transactions) {
        this.projections = List.copyOf(projections);
        this.generations = generations;
        this.segmentation = segmentation;
        this.share = share;
        this.failures = failures;
        this.transactions = transactions;
    }

    @Override
    public void configureModule(Configurer configurer) {
        configurer.registerComponent(LogWatcher.class, axon -> {
            LogWatcher watcher = new LogWatcher(axon.eventStore());
            watcher.start();
            axon.onShutdown(watcher::close);
            return watcher;
        });
        projections.forEach(projection -> register(configurer.eventProcessing(), projection));
    }

    private void register(EventProcessingConfigurer processing, Projection projection) {
        String name = projection.name();
        EventMessageHandler handler = generations.handlerOf(projection);
        ScheduledExecutorService coordinator = new CappedDelayExecutor(threads(name, "coordinator"));
        CurrentSegment atWork = new CurrentSegment(name);
        processing
                .registerEventHandler(_ -> handler)
                .assignHandlerInstancesMatching(name, candidate -> candidate == handler)
                .registerTransactionManager(name, _ -> transactions)
                .registerSequencingPolicy(name, _ -> SequentialPerAggregatePolicy.instance())
                .registerListenerInvocationErrorHandler(name, _ -> PropagatingErrorHandler.instance())
                .registerErrorHandler(
                        name,
                        axon -> new ReclaimAfterError(
                                () -> running(axon, name), coordinator, atWork::ofThisThread, failures::failed))
                .registerHandlerInterceptor(name, _ -> atWork)
                .registerPooledStreamingEventProcessor(
                        name,
                        axon -> new ProjectionSource(
                                axon.eventStore(),
                                axon.getComponent(LogWatcher.class),
                                event -> projection.handles(event),
                                new EventLength(axon.eventSerializer()),
                                () -> passed(running(axon, name)),
                                coordinator),
                        (axon, builder) -> configure(axon, builder, projection, coordinator));
    }

    private PooledStreamingEventProcessor.Builder configure(
            Configuration axon,
            PooledStreamingEventProcessor.Builder builder,
            Projection projection,
            ScheduledExecutorService coordinator) {
        ScheduledExecutorService workers =
                Executors.newScheduledThreadPool(WORKERS, threads(projection.name(), "worker"));
        SegmentQuota quota = new SegmentQuota(projection, generations, share);
        axon.onShutdown(() -> {
            coordinator.shutdown();
            workers.shutdown();
        });
        axon.onShutdown(Phase.INBOUND_EVENT_CONNECTORS - 1, () -> share.leave(projection.name()));
        builder.maxSegmentProvider(_ -> quota.getAsInt());
        quota.begin();
        segmentation.apply(projection.name());
        return builder.initialSegmentCount(segmentation.segments())
                .initialToken(StreamableMessageSource::createTailToken)
                .batchSize(BATCH)
                .tokenClaimInterval(SegmentClaimTimes.INTERVAL.toMillis())
                .claimExtensionThreshold(SegmentClaimTimes.EXTENSION.toMillis())
                .enableCoordinatorClaimExtension()
                .coordinatorExecutor(coordinator)
                .workerExecutor(workers);
    }

    private static List<@Nullable TrackingToken> passed(PooledStreamingEventProcessor processor) {
        return processor.processingStatus().values().stream()
                .<@Nullable TrackingToken>map(EventTrackerStatus::getTrackingToken)
                .toList();
    }

    private static PooledStreamingEventProcessor running(Configuration axon, String name) {
        return axon.eventProcessingConfiguration()
                .eventProcessor(name, PooledStreamingEventProcessor.class)
                .orElseThrow();
    }

    private static ThreadFactory threads(String projection, String role) {
        return Thread.ofPlatform()
                .name("projection-" + projection + "-" + role + "-", 0)
                .factory();
    }
}
