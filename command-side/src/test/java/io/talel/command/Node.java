package io.talel.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.talel.kernel.MessageMetaData;
import io.talel.ops.localstack.PostgresDatabase;
import java.util.Optional;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A node that has the write side only: an application context of its own on a database that others may use too. */
public final class Node implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Node(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static Node on(PostgresDatabase database) {
        return on(database, database.ownerUser(), database.ownerPassword());
    }

    /** A node whose application connects as the given role. */
    public static Node on(PostgresDatabase database, String ownerUser, String ownerPassword) {
        return run(database, ownerUser, ownerPassword, _ -> {});
    }

    /** A node that carries out nothing that is scheduled. */
    public static Node withoutSchedules(PostgresDatabase database) {
        return run(database, database.ownerUser(), database.ownerPassword(), context -> TestPropertyValues.of(
                        "talelio.schedules.enabled=false")
                .applyTo(context));
    }

    /** A node that counts there. */
    public static Node measured(PostgresDatabase database, MeterRegistry registry) {
        return run(database, database.ownerUser(), database.ownerPassword(), context -> context.getBeanFactory()
                .registerSingleton("meterRegistry", registry));
    }

    private static Node run(
            PostgresDatabase database,
            String ownerUser,
            String ownerPassword,
            ApplicationContextInitializer<ConfigurableApplicationContext> initializer) {
        return new Node(new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .initializers(initializer)
                .run(
                        "--talelio.event-store.datasource.url=" + database.jdbcUrl(),
                        "--talelio.event-store.datasource.username=" + database.user(),
                        "--talelio.event-store.datasource.password=" + database.password(),
                        "--talelio.event-store.datasource.owner-username=" + ownerUser,
                        "--talelio.event-store.datasource.owner-password=" + ownerPassword));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public <R> R send(Object command) {
        return bean(CommandGateway.class).sendAndWait(command);
    }

    public <R> R sendAs(String actor, Object command) {
        return bean(CommandGateway.class)
                .sendAndWait(GenericCommandMessage.asCommandMessage(command)
                        .withMetaData(MetaData.with(MessageMetaData.ACTOR, actor)));
    }

    public <R> Optional<R> ask(Object query, Class<R> view) {
        return bean(QueryGateway.class)
                .query(query, ResponseTypes.optionalInstanceOf(view))
                .join();
    }

    /** SQL with the rights of the tables' owner. */
    public static JdbcClient ownerOf(PostgresDatabase database) {
        return JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));
    }

    /** SQL with the rights of the running application. */
    public static JdbcClient applicationOn(PostgresDatabase database) {
        return JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
    }

    @Override
    public void close() {
        context.close();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}
}
