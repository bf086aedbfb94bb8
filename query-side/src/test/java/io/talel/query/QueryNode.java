package io.talel.query;

import static org.awaitility.Awaitility.await;

import io.talel.kernel.AwaitVersion;
import io.talel.kernel.NextEvents;
import io.talel.kernel.NextEvents.Next;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.view.ArticleOrSize;
import io.talel.kernel.article.view.ArticleQuery.FindArticle;
import io.talel.kernel.article.view.ArticleWithNeighbours;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.query.projection.Projection;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** One node with nothing but the query side, over an event log that the test holds; several can share log and database. */
public final class QueryNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueryNode.class);

    @EnableAutoConfiguration
    static class Application {}

    private final ConfigurableApplicationContext context;

    private QueryNode(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static QueryNode start(PostgresDatabase database, EventStorageEngine log, String... properties) {
        return start(database, log, UnaryOperator.identity(), properties);
    }

    /** A node with other projections than usual. */
    public static QueryNode start(
            PostgresDatabase database,
            EventStorageEngine log,
            UnaryOperator<Projection> projections,
            String... properties) {
        Stream<String> alone =
                Stream.of("axon.serializer.general=jackson", "spring.autoconfigure.exclude=" + writeSide());
        return run(
                Stream.of(alone, environment(database), Arrays.stream(properties))
                        .flatMap(all -> all),
                context -> {
                    context.getBeanFactory().registerSingleton("eventStorageEngine", log);
                    context.getBeanFactory().registerSingleton("nextEvents", nextEvents(log));
                    context.getBeanFactory().addBeanPostProcessor(new OtherProjections(projections));
                });
    }

    private static NextEvents nextEvents(EventStorageEngine log) {
        return (after, largest) -> after.entrySet().stream()
                .map(stream -> log.readEvents(stream.getKey(), stream.getValue() + 1)
                        .asStream()
                        .findFirst())
                .flatMap(Optional::stream)
                .<Next>map(
                        event -> new Next(event, event.getPayload().toString().length()))
                .filter(next -> next.bytes() <= largest)
                .sorted(Comparator.comparingInt(Next::bytes))
                .toList();
    }

    /** A node with the write side too, whose event log is in another database than its read models. */
    public static QueryNode withWriteSide(PostgresDatabase eventStore, PostgresDatabase readModel) {
        return run(
                Stream.concat(
                        environment(eventStore),
                        Stream.of(
                                "talelio.read-model.datasource.url=" + readModel.jdbcUrl(),
                                "talelio.read-model.datasource.username=" + readModel.user(),
                                "talelio.read-model.datasource.password=" + readModel.password(),
                                "talelio.read-model.datasource.owner-username=" + readModel.ownerUser(),
                                "talelio.read-model.datasource.owner-password=" + readModel.ownerPassword())),
                _ -> {});
    }

    /** A node with the write side too; log and read models share the database. */
    public static QueryNode onOneDatabase(PostgresDatabase database, String... properties) {
        return run(Stream.concat(environment(database), Arrays.stream(properties)), _ -> {});
    }

    /** As {@link #onOneDatabase}, in a release whose projections are of the next version. */
    public static QueryNode ofTheNextVersion(PostgresDatabase database, String... properties) {
        return run(Stream.concat(environment(database), Arrays.stream(properties)), context -> context.getBeanFactory()
                .addBeanPostProcessor(new OtherProjections(
                        it -> new Projection(it.name(), it.view(), it.codeVersion() + 1, it.fold()))));
    }

    private record OtherProjections(UnaryOperator<Projection> change) implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof Projection usual ? change.apply(usual) : bean;
        }
    }

    private static QueryNode run(
            Stream<String> properties, ApplicationContextInitializer<ConfigurableApplicationContext> initializer) {
        return new QueryNode(new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .initializers(initializer)
                .run(properties.map(property -> "--" + property).toArray(String[]::new)));
    }

    private static Stream<String> environment(PostgresDatabase database) {
        return database.environment().entrySet().stream().map(QueryNode::property);
    }

    private static String writeSide() {
        return ImportCandidates.load(AutoConfiguration.class, QueryNode.class.getClassLoader()).getCandidates().stream()
                .filter(name -> name.startsWith("io.talel.command."))
                .collect(Collectors.joining(","));
    }

    private static String property(Map.Entry<String, String> variable) {
        return variable.getKey() + "=" + variable.getValue();
    }

    /** Makes the words of all articles, so that searches find them; the node itself does so a moment later. */
    public void index() {
        JdbcTemplate jdbc = new JdbcTemplate(context.getBean("readModelDataSource", DataSource.class));
        await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(1)).until(() -> {
            jdbc.queryForObject("SELECT read_model.index_articles(100)", Integer.class);
            return jdbc.queryForList("SELECT FROM read_model.article_search_queue LIMIT 1")
                    .isEmpty();
        });
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public <R> R send(Object command) {
        return context.getBean(CommandGateway.class).sendAndWait(command, 20, TimeUnit.SECONDS);
    }

    public EventStore log() {
        return context.getBean(EventStore.class);
    }

    public <R> R ask(Object query, Class<R> answer) {
        return context.getBean(QueryGateway.class)
                .query(query, answer)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    public <R> Optional<R> find(Object query, Class<R> answer) {
        return context.getBean(QueryGateway.class)
                .query(query, ResponseTypes.optionalInstanceOf(answer))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    /** The article of a slug, however large it is. */
    public Optional<ArticleWithNeighbours> article(Slug slug) {
        return find(new FindArticle(slug, Integer.MAX_VALUE), ArticleOrSize.class)
                .map(ArticleWithNeighbours.class::cast);
    }

    public boolean reaches(StreamVersion position) {
        return reaches(position, 15_000);
    }

    public boolean reaches(StreamVersion position, long withinMillis) {
        boolean reached = ask(new AwaitVersion(position, withinMillis), Boolean.class);
        if (!reached) {
            LOG.error("{} was not reached; segments {}, tokens {}", position, segments(), tokens());
        }
        return reached;
    }

    private Map<String, Object> segments() {
        return context.getBean(EventProcessingConfiguration.class).eventProcessors().values().stream()
                .filter(PooledStreamingEventProcessor.class::isInstance)
                .map(PooledStreamingEventProcessor.class::cast)
                .collect(Collectors.toMap(
                        PooledStreamingEventProcessor::getName,
                        processor -> processor.isRunning() + " " + processor.processingStatus()));
    }

    private List<Map<String, Object>> tokens() {
        return new JdbcTemplate(context.getBean("readModelDataSource", DataSource.class))
                .queryForList("SELECT processor_name, segment, owner, timestamp, convert_from(token, 'UTF8') AS token"
                        + " FROM read_model.token_entry");
    }

    @Override
    public void close() {
        context.close();
    }
}
