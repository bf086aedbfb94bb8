package io.talel.ops.console.web;

import io.talel.kernel.Recorded;
import io.talel.kernel.article.ArticleCommand.PublishArticle;
import io.talel.kernel.article.ArticleCommand.ReviseArticle;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleIds;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.ArticleEdit;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserCommand.RegisterUser;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserIds;
import io.talel.kernel.user.Username;
import io.talel.ops.console.cli.backup.BackedUp;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A node of both sides on a database of its own, with one user. */
public record ConsoleNode(PostgresDatabase database, ConfigurableApplicationContext context, UserId ada)
        implements AutoCloseable {

    /** Copies the only article under other numbers and slugs: {@code hello-turn-7}. */
    private static final String TELL_AGAIN = """
            INSERT INTO event_store.domain_event
                (event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
                 event_name, event_revision, payload, metadata)
            SELECT gen_random_uuid(), 'article-' || 1000 + turn, 0, aggregate_type, occurred_at,
                   event_name, event_revision,
                   convert_to((convert_from(payload, 'UTF8')::jsonb
                       || jsonb_build_object('articleId', 1000 + turn, 'slug', 'hello-turn-' || turn))::text, 'UTF8'),
                   metadata
            FROM event_store.domain_event
            CROSS JOIN generate_series(?::int, ?::int) AS turn
            WHERE event_name = 'ArticlePublished' AND global_index <=
                (SELECT min(global_index) FROM event_store.domain_event WHERE event_name = 'ArticlePublished')""";

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Node {}

    public static ConsoleNode start() {
        PostgresDatabase database = SharedServers.newDatabase();
        ConfigurableApplicationContext context = new SpringApplicationBuilder(Node.class)
                .web(WebApplicationType.NONE)
                .properties(new HashMap<>(database.environment()))
                .run();
        UserId ada = context.getBean(UserIds.class).next();
        context.getBean(CommandGateway.class)
                .sendAndWait(new RegisterUser(ada, new Email("ada@example.org"), new Username("ada")));
        return new ConsoleNode(database, context, ada);
    }

    public Map<String, String> environment() {
        return database.environment();
    }

    /** Variables for a backup bucket of its own. */
    public Map<String, String> backedUp() throws IOException {
        BackedUp.migrateAuth(database);
        Map<String, String> environment = new HashMap<>(environment());
        environment.putAll(BackedUp.place());
        return environment;
    }

    public ArticleId publish(String title, String body) {
        Recorded<ArticlePublished> published = context.getBean(CommandGateway.class)
                .sendAndWait(new PublishArticle(
                        context.getBean(ArticleIds.class).next(),
                        ada,
                        ArticleContent.of(new Title(title), new Markdown(body))));
        return published.event().articleId();
    }

    void revise(ArticleId article, String body) {
        context.getBean(CommandGateway.class)
                .sendAndWait(new ReviseArticle(article, ada, 0L, ArticleEdit.of(new Markdown(body))));
    }

    public void tellAgain(int times) {
        tellAgain(1, times);
    }

    public void tellAgain(int from, int to) {
        owner().sql(TELL_AGAIN).param(from).param(to).update();
    }

    public int activeGeneration(String projection) {
        return owner().sql("SELECT number FROM read_model.generation WHERE projection = ? AND active")
                .param(projection)
                .query(Integer.class)
                .single();
    }

    public JdbcClient owner() {
        return JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));
    }

    @Override
    public void close() {
        context.close();
    }
}
