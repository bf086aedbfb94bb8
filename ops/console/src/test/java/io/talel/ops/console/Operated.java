package io.talel.ops.console;

import static org.awaitility.Awaitility.await;

import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserCommand.RegisterUser;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserIds;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A database for operators, with or without a running node, and their command line. */
public final class Operated {

    /** With a running node and the user ada; shared by all tests, it lives as long as the JVM. */
    private static final class Running {
        private static final Operated ONE = withNode();
    }

    /** Migrated and left by its node: no processor works on it. */
    private static final class Left {
        private static final Operated ONE = withoutNode();
    }

    static final String ADA = "ada@example.org";

    private final PostgresDatabase database;
    private final JdbcClient owner;
    private final ConfigurableApplicationContext node;

    private Operated(PostgresDatabase database, ConfigurableApplicationContext node) {
        this.database = database;
        this.node = node;
        this.owner = JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));
    }

    public static Operated running() {
        return Running.ONE;
    }

    public static Operated left() {
        return Left.ONE;
    }

    private static Operated withNode() {
        PostgresDatabase database = SharedServers.newDatabase();
        Operated operated = new Operated(database, node(database, Map.of()));
        SharedServers.beforeStop(operated.node::close);
        operated.register(ADA, "ada");
        await().until(() -> operated.owners().size() == 3
                && operated.owners().stream().allMatch(segment -> segment.contains(" of ")));
        return operated;
    }

    private static Operated withoutNode() {
        PostgresDatabase database = SharedServers.newDatabase();
        ConfigurableApplicationContext node = node(database, Map.of("talelio.projections.enabled", "false"));
        node.close();
        return new Operated(database, node);
    }

    /** Migrates an event store and read models in separate databases. */
    public static void migrateApart(PostgresDatabase eventStore, Map<String, String> readModel) {
        Map<String, Object> settings = new HashMap<>(readModel);
        settings.put("talelio.projections.enabled", "false");
        node(eventStore, settings).close();
    }

    private static ConfigurableApplicationContext node(PostgresDatabase database, Map<String, Object> settings) {
        return new SpringApplicationBuilder(Node.class)
                .web(WebApplicationType.NONE)
                .properties(new HashMap<>(database.environment()))
                .run(settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    public UserId register(String email, String name) {
        UserId user = node.getBean(UserIds.class).next();
        node.getBean(CommandGateway.class).sendAndWait(new RegisterUser(user, new Email(email), new Username(name)));
        return user;
    }

    public PostgresDatabase database() {
        return database;
    }

    public JdbcClient owner() {
        return owner;
    }

    public void change(String sql) {
        owner.sql(sql).update();
    }

    public List<String> query(String sql) {
        return owner.sql(sql).query(String.class).list();
    }

    /** Every segment with its owner. */
    public List<String> owners() {
        return query("SELECT processor_name || segment || coalesce(' of ' || owner, '') FROM read_model.token_entry"
                + " ORDER BY 1");
    }

    public Result run(String... arguments) {
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("TALELIO_OPERATOR", "grace");
        return run(environment, arguments);
    }

    public static Result run(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Talelio.commandLine(environment, false)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return new Result(commandLine.execute(arguments), out.toString(), err.toString());
    }

    /** Result of a command. */
    public record Result(int code, String out, String err) {

        public JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Node {}
}
