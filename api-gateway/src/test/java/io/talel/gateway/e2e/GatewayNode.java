package io.talel.gateway.e2e;

import io.talel.gateway.GatewayApplication;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.ops.localstack.process.Loopback;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A gateway in this JVM, configured by environment variables as in production, listening on a free port. */
final class GatewayNode implements AutoCloseable {

    /** 64 bytes, the least that is accepted; tests sign tokens of their own with it. */
    static final String SECRET_KEY = "Zq3vT8xLw1RkYc7uPm5sHd9gBn2jFe6aQi4oVt0yXr-CzUlGhKbWnMpSxDyAfJ_e";

    /** Limits that the tests, which share one address, do not reach. Tests of the limits have nodes of their own. */
    private static final Map<String, String> NO_LIMITS = Map.of(
            "THROTTLE_ADDRESS_FAILURES", "100000",
            "THROTTLE_ADDRESS_LOG_INS", "100000",
            "THROTTLE_ADDRESS_REGISTRATIONS", "100000",
            "THROTTLE_ADDRESS_MAILS", "100000",
            "THROTTLE_GLOBAL_FAILURES", "100000",
            "THROTTLE_GLOBAL_REGISTRATIONS", "100000",
            "THROTTLE_GLOBAL_MAILS", "100000",
            "THROTTLE_PERSON_WRITES", "100000");

    private static final @Nullable Integer ELSEWHERE = Integer.getInteger("talelio.e2e.port");

    /** What all nodes of this JVM log. */
    static final Path LOG = Path.of("target", "e2e-" + ProcessHandle.current().pid() + ".log");

    static {
        // By default Tomcat logs a bad request once a day only.
        System.setProperty("org.apache.juli.logging.UserDataHelper.CONFIG", "INFO_ALL");
    }

    /** All tests share Redis and the bucket, so users of different databases need different ids. */
    private static final AtomicLong NUMBERS = new AtomicLong(1_000_000);

    /** Null: a node outside this JVM, or closed. Fields of test classes would keep it in memory to the end of all tests. */
    private @Nullable ConfigurableApplicationContext context;

    private final int port;

    private GatewayNode(@Nullable ConfigurableApplicationContext context, int port) {
        this.context = context;
        this.port = port;
    }

    /**
     * The node that most tests share; it lives as long as the JVM. With {@code -Dtalelio.e2e.port} it is one that is there already,
     * with {@link #SECRET_KEY} and without these limits: ops/drills/e2e.
     */
    static GatewayNode shared() {
        return Shared.NODE;
    }

    /** Another node on the databases of the shared one, with variables that replace or add to the usual ones. */
    static GatewayNode besideShared(Map<String, String> variables) {
        return on(Shared.DATABASE, variables);
    }

    /** A node on a database of its own, with variables that replace or add to the usual ones. */
    static GatewayNode with(Map<String, String> variables) {
        return ofItsOwn(variables, Clock.systemUTC());
    }

    static GatewayNode on(PostgresDatabase database, Map<String, String> variables) {
        return on(database, variables, Clock.systemUTC());
    }

    /** A node on a database of its own, for which it is as late as the clock says. */
    static GatewayNode with(Clock clock) {
        return ofItsOwn(Map.of(), clock);
    }

    /** A node on a database of its own, with one more bean. */
    static GatewayNode with(Class<?> bean) {
        return ofItsOwn(Map.of(), Clock.systemUTC(), bean);
    }

    private static GatewayNode ofItsOwn(Map<String, String> variables, Clock clock, Class<?>... beans) {
        PostgresDatabase database = migratedDatabase();
        GatewayNode node = on(database, variables, clock, beans);
        drawOtherIds(database);
        return node;
    }

    /**
     * A database of its own that a node has left without users: a copy, since the migrations take a node seconds. What every
     * database draws for itself is drawn again.
     */
    static PostgresDatabase migratedDatabase() {
        PostgresDatabase copy = SharedServers.newCopyOf(Migrated.DATABASE);
        JdbcClient owner =
                JdbcClient.create(new DriverManagerDataSource(copy.jdbcUrl(), copy.ownerUser(), copy.ownerPassword()));
        owner.sql("UPDATE operations.lineage SET id = gen_random_uuid(), since = now()")
                .update();
        owner.sql("UPDATE read_model.lineage SET id = log.id, since = now() FROM operations.lineage log")
                .update();
        owner.sql("UPDATE personal.lookup_key SET key = sha256(uuid_send(gen_random_uuid()))")
                .update();
        return copy;
    }

    /** For a database that a node has set up. */
    static void drawOtherIds(PostgresDatabase database) {
        JdbcClient.create(
                        new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()))
                .sql("SELECT setval('event_store.user_id', ?)")
                .param(NUMBERS.addAndGet(1000))
                .query(Long.class)
                .single();
    }

    /** Chooses another port if a process took the first one meanwhile. */
    private static GatewayNode on(
            PostgresDatabase database, Map<String, String> variables, Clock clock, Class<?>... beans) {
        try {
            return on(Loopback.portOrFree(0), database, variables, clock, beans);
        } catch (ApplicationContextException e) {
            if (e.getCause() instanceof PortInUseException && !variables.containsKey("PORT")) {
                return on(Loopback.portOrFree(0), database, variables, clock, beans);
            }
            throw e;
        }
    }

    private static GatewayNode on(
            int port, PostgresDatabase database, Map<String, String> variables, Clock clock, Class<?>... beans) {
        Map<String, String> environment = environment(database, port);
        environment.putAll(variables);
        String[] profiles = environment.containsKey("ENV") ? new String[] {environment.get("ENV")} : new String[0];
        ConfigurableApplicationContext context = new SpringApplicationBuilder(GatewayApplication.class)
                .sources(beans)
                .profiles(profiles)
                .initializers(starting -> starting.getBeanFactory().registerSingleton("clock", clock))
                .run(arguments(environment));
        return new GatewayNode(context, port);
    }

    /** The usual variables. */
    static Map<String, String> environment(PostgresDatabase database, int port) {
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("REDIS_HOST", SharedServers.redis().host());
        environment.put("REDIS_PORT", String.valueOf(SharedServers.redis().port()));
        environment.putAll(SharedServers.s3().environment());
        environment.putAll(NO_LIMITS);
        environment.put("SECRET_KEY", SECRET_KEY);
        environment.put("logging.file.name", LOG.toString());
        environment.put("logging.logback.rollingpolicy.max-file-size", "1GB");
        // The mail server of a test runs in this process, too, and logs passwords.
        environment.put("logging.level.com.icegreen", "warn");
        environment.put("PORT", String.valueOf(port));
        environment.put("MANAGEMENT_PORT", "0");
        environment.put("DATA_DIR", TestOutbox.SHARED.dataDirectory().toString());
        return environment;
    }

    static String[] arguments(Map<String, String> environment) {
        return environment.entrySet().stream()
                .map(variable -> "--" + variable.getKey() + "=" + variable.getValue())
                .toArray(String[]::new);
    }

    Api api() {
        return new Api(URI.create("http://127.0.0.1:" + port + "/v1"));
    }

    int port() {
        return port;
    }

    int managementPort() {
        return context().getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    <T> T bean(String name, Class<T> type) {
        return context().getBean(name, type);
    }

    private ConfigurableApplicationContext context() {
        return Objects.requireNonNull(context, "a node outside this JVM, or closed");
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
            context = null;
        }
    }

    private static final class Shared {
        static final PostgresDatabase DATABASE = SharedServers.newDatabase();
        static final GatewayNode NODE = ELSEWHERE == null ? started() : new GatewayNode(null, ELSEWHERE);

        private static GatewayNode started() {
            GatewayNode node = on(DATABASE, Map.of());
            SharedServers.beforeStop(node::close);
            return node;
        }
    }

    private static final class Migrated {
        static final PostgresDatabase DATABASE = SharedServers.newDatabase();

        static {
            on(DATABASE, Map.of("talelio.projections.enabled", "false")).close();
        }
    }
}
