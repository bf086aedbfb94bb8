package io.talel.ops.benchmark;

import io.talel.ops.localstack.LocalPostgres;
import io.talel.ops.localstack.LocalS3;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.process.ServerProcess;
import io.talel.ops.localstack.serve.ServedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The product as {@code make serve-api} runs it, in a directory of its own. */
final class Servers implements AutoCloseable {

    /**
     * With this module on its class path, for {@link io.talel.ops.benchmark.memory}, and with the compiler's own
     * thresholds: the launcher holds it back for a quick start, and a server that runs for days is past all that.
     */
    private static final List<String> API = List.of(
            "-XX:Tier4InvocationThreshold=5000",
            "-XX:Tier4MinInvocationThreshold=600",
            "-XX:Tier4CompileThreshold=15000",
            "-XX:Tier4BackEdgeThreshold=40000",
            "-cp",
            System.getProperty("java.class.path", ""),
            "io.talel.gateway.GatewayApplication");

    private final Path directory;
    private final LocalPostgres postgres;
    private final PostgresDatabase database;
    private ServedStack stack;

    private Servers(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(answers());
        postgres = postgresThatKeepsCommitTimes(directory.resolve("postgres"));
        database = postgres.createDatabase("talelio");
        stack = serve(Map.of());
    }

    /** @param directory must be empty, or not exist yet */
    static Servers start(Path directory) throws IOException {
        Servers servers = new Servers(directory.toAbsolutePath());
        try {
            servers.stack.awaitReady();
            return servers;
        } catch (IllegalStateException e) {
            servers.close();
            throw e;
        }
    }

    /** The setting takes effect with a start. */
    private static LocalPostgres postgresThatKeepsCommitTimes(Path directory) throws IOException {
        LocalPostgres.start(directory, 0).close();
        Path settings = directory.resolve("data").resolve("postgresql.auto.conf");
        Files.writeString(settings, Files.readString(settings) + "track_commit_timestamp = on\n");
        return LocalPostgres.start(directory, 0);
    }

    private ServedStack serve(Map<String, String> readModel) {
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("TALELIO_BENCHMARK_ANSWERS", answers().toString());
        // Many clients of one address, and of one account, at once: what is measured is not how long they have to wait.
        environment.put("THROTTLE_ACCOUNT_FAILURES", "100000");
        environment.put("THROTTLE_ADDRESS_FAILURES", "100000");
        environment.put("THROTTLE_ADDRESS_REGISTRATIONS", "100000");
        environment.put("THROTTLE_ACCOUNT_LOG_INS", "10000000");
        environment.put("THROTTLE_ADDRESS_LOG_INS", "10000000");
        environment.put("THROTTLE_PERSON_WRITES", "10000000");
        environment.put("THROTTLE_PERSON_UPLOADS", "10000000");
        environment.put("THROTTLE_PERSON_READS", "10000000");
        environment.putAll(readModel);
        return ServedStack.launch(directory.resolve("data"), environment, API);
    }

    int port() {
        return stack.port();
    }

    /** Where the API finds what it answers from memory. */
    Path answers() {
        return directory.resolve("answers");
    }

    Path scratch(String name) {
        return directory.resolve(name);
    }

    /** A connection of the role that owns everything. */
    Connection database() throws SQLException {
        return connect(database);
    }

    CpuTime cpu() {
        ProcessHandle database = handle(postgres.process());
        return CpuTime.now(
                List.of(handle(stack.process("api")), database),
                List.of(stack.launcher().toHandle(), database));
    }

    void awaitApi() {
        stack.awaitReady();
    }

    void stopApi() {
        stack.close();
    }

    /**
     * Starts the API on a read database that is empty, and does not wait for it.
     *
     * @return a connection to the read database
     */
    Connection replayInto(String name) throws SQLException {
        PostgresDatabase readModel = postgres.createDatabase(name);
        stack = serve(Map.of("TALELIO_READMODEL_DATASOURCE_URL", readModel.jdbcUrl()));
        return connect(readModel);
    }

    /** An operator's process beside the API that was started last, on the same databases. */
    OperatorProcess rebuild(String readModel) throws IOException {
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("TALELIO_READMODEL_DATASOURCE_URL", url(readModel));
        return OperatorProcess.start(environment);
    }

    /** An S3 beside PostgreSQL when the API is stopped. */
    LocalS3 s3() {
        return LocalS3.start(directory.resolve("s3"), 0);
    }

    /** A command of operators, until its end. */
    TalelioProcess talelio(LocalS3 s3, String... arguments) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(stack.variables());
        environment.putAll(s3.environment());
        return TalelioProcess.run(environment, scratch("talelio.out"), arguments);
    }

    /** @param seconds for each round */
    SealingProcess.Rates sealing(double seconds) throws IOException, InterruptedException {
        return SealingProcess.run(database.environment(), seconds);
    }

    /** A database that nothing has been done to, as its owner. */
    Connection emptyDatabase(String name) throws SQLException {
        return connect(postgres.createDatabase(name));
    }

    /** Where a database of this server is. */
    String url(String name) {
        return database.jdbcUrl().replace(database.name(), name);
    }

    /** Of an operator's process and PostgreSQL; the API works beside. */
    CpuTime cpu(OperatorProcess operator) {
        ProcessHandle server = handle(postgres.process());
        return CpuTime.now(
                List.of(operator.handle(), server),
                List.of(operator.handle(), stack.launcher().toHandle(), server));
    }

    /** Of PostgreSQL and of the commands of operators that have ended. */
    CpuTime cpuOfCommands(LocalS3 s3) {
        ProcessHandle server = handle(postgres.process());
        return CpuTime.now(List.of(server), List.of(handle(s3.process()), server))
                .withEndedChildren();
    }

    /** What the figures depend on. */
    String machine() throws SQLException {
        try (Connection connection = database()) {
            return "%d cores, JDK %s, PostgreSQL %s"
                    .formatted(
                            Runtime.getRuntime().availableProcessors(),
                            Runtime.version(),
                            connection.getMetaData().getDatabaseProductVersion());
        }
    }

    @Override
    public void close() {
        stack.close();
        postgres.close();
    }

    private static Connection connect(PostgresDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
    }

    private static ProcessHandle handle(ServerProcess process) {
        return ProcessHandle.of(process.pid()).orElseThrow();
    }
}
