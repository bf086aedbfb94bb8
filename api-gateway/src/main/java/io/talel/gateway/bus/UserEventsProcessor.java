package io.talel.gateway.bus;

import io.talel.gateway.trace.LogContext;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.ErrorContext;
import org.axonframework.eventhandling.ErrorHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * The processor that follows the log for {@link UserEvents} and {@link ArticleChanges}, on one node at a time. Its position is
 * a row of schema {@code auth}, in the database of the log, so that one transaction stores it with the reaction. Without such
 * a row (a new installation, a restored database) it begins at the end of the log.
 */
@Component
final class UserEventsProcessor implements ConfigurerModule, ErrorHandler {

    static final String NAME = "user-events";

    private static final Logger LOG = LoggerFactory.getLogger(UserEventsProcessor.class);

    /** Silence of the node after which another one takes over. */
    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(10);

    /** How often the other nodes try to take over. */
    private static final Duration CLAIM_INTERVAL = Duration.ofSeconds(1);

    private static final int BATCH = 20;

    private final ObjectProvider<UserEvents> told;
    private final ObjectProvider<ArticleChanges> articles;
    private final DataSource eventStoreDataSource;
    private final TransactionManager transactions;
    private final Serializer serializer;

    /** The event that failed last. */
    private volatile @Nullable String stoppedAt;

    /**
     * @param told resolved at the first event only, since it needs the buses that are configured here
     * @param articles resolved when the log is opened
     */
    UserEventsProcessor(
            ObjectProvider<UserEvents> told,
            ObjectProvider<ArticleChanges> articles,
            @Qualifier("eventStoreDataSource") DataSource eventStoreDataSource,
            @Qualifier("axonTransactionManager") TransactionManager transactions,
            @Qualifier("serializer") Serializer serializer) {
        this.told = told;
        this.articles = articles;
        this.eventStoreDataSource = eventStoreDataSource;
        this.transactions = transactions;
        this.serializer = serializer;
    }

    @Override
    public void configureModule(Configurer configurer) {
        UserEventsHandler handler = new UserEventsHandler(
                () -> happened -> told.orderedStream().forEach(each -> each.happened(happened)),
                change -> articles.forEach(each -> each.changed(change)));
        configurer
                .eventProcessing()
                .registerEventHandler(_ -> handler)
                .assignHandlerInstancesMatching(NAME, candidate -> candidate == handler)
                .registerTransactionManager(NAME, _ -> transactions)
                .registerTokenStore(NAME, _ -> positions())
                .registerListenerInvocationErrorHandler(NAME, _ -> PropagatingErrorHandler.instance())
                .registerErrorHandler(NAME, _ -> this)
                .registerPooledStreamingEventProcessor(
                        NAME,
                        axon -> new UserEventsSource(axon.eventStore(), this::areArticlesWanted),
                        this::configure);
    }

    private boolean areArticlesWanted() {
        return articles.stream().anyMatch(ArticleChanges::areWanted);
    }

    private PooledStreamingEventProcessor.Builder configure(
            Configuration axon, PooledStreamingEventProcessor.Builder builder) {
        ScheduledExecutorService coordinator = thread("coordinator");
        ScheduledExecutorService worker = thread("worker");
        axon.onShutdown(() -> {
            coordinator.shutdown();
            worker.shutdown();
        });
        return builder.initialSegmentCount(1)
                .initialToken(StreamableMessageSource::createHeadToken)
                .batchSize(BATCH)
                .tokenClaimInterval(CLAIM_INTERVAL.toMillis())
                .claimExtensionThreshold(CLAIM_TIMEOUT.dividedBy(4).toMillis())
                .enableCoordinatorClaimExtension()
                .coordinatorExecutor(coordinator)
                .workerExecutor(worker);
    }

    private TokenStore positions() {
        return new EventPositions(JdbcTokenStore.builder()
                .connectionProvider(new SpringDataSourceConnectionProvider(eventStoreDataSource))
                .schema(TokenSchema.builder()
                        .setTokenTable("auth.event_position")
                        .setProcessorNameColumn("processor_name")
                        .setSegmentColumn("segment")
                        .setTokenColumn("token")
                        .setTokenTypeColumn("token_type")
                        .setTimestampColumn("timestamp")
                        .setOwnerColumn("owner")
                        .build())
                .serializer(serializer)
                .claimTimeout(CLAIM_TIMEOUT)
                .nodeId(UUID.randomUUID().toString()));
    }

    /**
     * Logs the event that stops the processor; Axon's own loggers are silenced. A second failure of the same event is no
     * passing outage.
     */
    @Override
    public void handleError(ErrorContext errorContext) throws Exception {
        EventMessage<?> failed = errorContext.failedEvents().getFirst();
        String event = failed.getIdentifier();
        Level level = event.equals(stoppedAt) ? Level.ERROR : Level.WARN;
        stoppedAt = event;
        try (LogContext _ = LogContext.of(event, failed.getMetaData())) {
            LOG.atLevel(level)
                    .log(
                            "{} stops at event {} and tries again; until then no mail is queued, no user is erased"
                                    + " and no hub is told: {}",
                            NAME,
                            event,
                            errorContext.error().toString());
        }
        PropagatingErrorHandler.instance().handleError(errorContext);
    }

    private static ScheduledExecutorService thread(String role) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(NAME + "-" + role).factory());
    }
}
