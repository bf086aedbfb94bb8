package io.talel.ops.benchmark;

import static java.util.stream.Collectors.joining;

import io.talel.ops.benchmark.starter.StarterApplication;
import io.talel.ops.localstack.CountingProxy;
import io.talel.ops.localstack.LocalPostgres;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.StatementCount;
import io.talel.ops.localstack.process.Loopback;
import io.talel.ops.localstack.process.ServerProcess;
import io.talel.ops.localstack.process.Signal;
import io.talel.ops.localstack.serve.ServedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One PostgreSQL with a database for each application, and what is started on it, all in one directory. */
final class BenchmarkServers implements AutoCloseable {

    private static final List<String> API = List.of("-jar", "api-gateway/target/api-gateway.jar");

    /** The JVM's default thresholds of compilation, as in the starter; the launcher raises them for a quick start. */
    private static final List<String> THRESHOLDS = List.of(
            "-XX:Tier4InvocationThreshold=5000",
            "-XX:Tier4MinInvocationThreshold=600",
            "-XX:Tier4CompileThreshold=15000",
            "-XX:Tier4BackEdgeThreshold=40000");

    /** The heap of a node in production ({@code ops/deploy/image/java-options}). */
    private static final List<String> HEAP =
            List.of("-Xms192m", "-Xmx512m", "-XX:NewSize=96m", "-XX:+UseTransparentHugePages", "-Xlog:pagesize=off");

    /** Raises the limits, since many clients share one address and one account. */
    private static final String LIMITS = "ACCOUNT_FAILURES ACCOUNT_LOG_INS ADDRESS_FAILURES ADDRESS_LOG_INS"
            + " ADDRESS_REGISTRATIONS PERSON_READS PERSON_WRITES";

    /** Checkpoints as rare as in production ({@code ops/deploy/compose.yaml}), and what the rows are measured by. */
    private static final String POSTGRES_SETTINGS =
            "max_wal_size = 2GB\ncheckpoint_timeout = 15min\ntrack_commit_timestamp = on\n" + StatementCount.SETTING;

    private static final String JAVA_HOME = System.getProperty("java.home");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path directory;
    private final LocalPostgres postgres;
    private final PostgresDatabase talelio;
    private final PostgresDatabase starter;
    private final CountingProxy proxy;

    /** @param directory must be empty, or not exist yet */
    BenchmarkServers(Path directory) throws IOException {
        this.directory = directory.toAbsolutePath();
        postgres = LocalPostgres.startWith(scratch("postgres"), POSTGRES_SETTINGS);
        talelio = postgres.createDatabase("talelio");
        starter = postgres.createDatabase("starter");
        proxy = new CountingProxy(postgres.port());
    }

    void countStatements() throws SQLException {
        StatementCount.enable(postgres);
    }

    int databasePort() {
        return postgres.port();
    }

    /** Port of a proxy to PostgreSQL that counts round trips; it takes time of its own. */
    int countingPort() {
        return proxy.port();
    }

    Path scratch(String name) {
        return directory.resolve(name);
    }

    /** The product as {@code make serve-api} runs it, with higher limits. */
    BenchmarkedApp launched(int databasePort) {
        return launch(databasePort, API);
    }

    /**
     * The product, started by the launcher of {@code make serve-api} with the JVM's default thresholds of compilation and the heap
     * of production.
     */
    BenchmarkedApp talelio(int databasePort) {
        return launch(
                databasePort,
                Stream.of(HEAP, THRESHOLDS, API).flatMap(List::stream).toList());
    }

    private BenchmarkedApp launch(int databasePort, List<String> api) {
        Map<String, String> environment = new HashMap<>(talelio.environment());
        environment.put("DB_PORT", Integer.toString(databasePort));
        for (String limit : LIMITS.split(" ")) {
            environment.put("THROTTLE_" + limit, "10000000");
        }
        ServedStack stack =
                ServedStack.launch(scratch("data"), environment, api).awaitReady();
        return new BenchmarkedApp(
                this, stack.port(), talelio.name(), handle(stack.process("api")), Author::signedIn, stack::close);
    }

    /** The application on Axon's starter, with the heap and the collector of the product. */
    BenchmarkedApp starter(int databasePort) throws IOException {
        Path home = Files.createDirectories(scratch("starter"));
        int port = Loopback.portOrFree(0);
        List<String> command = Stream.of(
                        List.of(JAVA_HOME + "/bin/java", "-XX:+UseSerialGC"),
                        HEAP,
                        List.of("-cp", classPath(), StarterApplication.class.getName()))
                .flatMap(List::stream)
                .toList();
        ServerProcess process = ServerProcess.start(
                home,
                command,
                Map.of(
                        "SERVER_PORT", Integer.toString(port),
                        "SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:" + databasePort + "/starter",
                        "SPRING_DATASOURCE_USERNAME", starter.ownerUser(),
                        "SPRING_DATASOURCE_PASSWORD", starter.ownerPassword()));
        process.awaitReady("the starter", PATIENCE, () -> Loopback.httpStatus(port, "/v1/users/nobody/articles")
                .startsWith("HTTP/1.1 200"));
        return new BenchmarkedApp(
                this, port, starter.name(), handle(process), Author::named, () -> process.stop(Signal.TERM, PATIENCE));
    }

    /** The class path of this process, for another working directory. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path", "").split(":"))
                .map(path -> Path.of(path).toAbsolutePath().toString())
                .collect(joining(":"));
    }

    /** Runs a command of operators beside the API that was started last; its output goes to the file. */
    Process operator(Path output, String... arguments) throws IOException {
        ProcessBuilder command = new ProcessBuilder("ops/talelio")
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        command.command().addAll(List.of(arguments));
        command.environment().put("DATA_DIR", scratch("data").toString());
        return command.start();
    }

    CpuTime cpu(ProcessHandle application) {
        return CpuTime.now(application, handle(postgres.process()));
    }

    Cost spent(String database) {
        try (Connection superuser = postgres.connectAsSuperuser()) {
            return new Cost(StatementCount.calls(superuser, database), proxy.roundTrips());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Processor time of PostgreSQL and of ended commands of operators. */
    CpuTime cpuOfCommands() {
        return CpuTime.now(handle(postgres.process())).withEndedChildren();
    }

    /** A connection to the product's database as its owner. */
    Connection database() throws SQLException {
        return DriverManager.getConnection(talelio.jdbcUrl(), talelio.ownerUser(), talelio.ownerPassword());
    }

    /** Name of the table of articles that readers see. */
    static String articles(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet live = statement.executeQuery(
                        "select number from read_model.generation where active and projection = 'article'")) {
            live.next();
            return "article_g" + live.getInt(1) + ".article";
        }
    }

    /** The machine and versions that the figures depend on. */
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
    public void close() throws IOException {
        proxy.close();
        postgres.close();
    }

    private static ProcessHandle handle(ServerProcess process) {
        return ProcessHandle.of(process.pid()).orElseThrow();
    }
}
