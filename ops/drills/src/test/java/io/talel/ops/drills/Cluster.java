package io.talel.ops.drills;

import io.talel.gateway.web.HttpRefusal;
import io.talel.ops.localstack.Directories;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.ops.localstack.serve.AotCache;
import io.talel.ops.localstack.serve.ServedStack;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two nodes on one set of servers, one for all drills of a JVM. */
final class Cluster implements AutoCloseable {

    /** Raises the limits, since all clients share one address. */
    static final Map<String, String> NO_LIMITS = Map.of(
            "THROTTLE_ACCOUNT_FAILURES", "100000",
            "THROTTLE_ACCOUNT_LOG_INS", "100000",
            "THROTTLE_ADDRESS_FAILURES", "100000",
            "THROTTLE_ADDRESS_LOG_INS", "100000",
            "THROTTLE_ADDRESS_REGISTRATIONS", "100000",
            "THROTTLE_PERSON_WRITES", "10000000",
            "THROTTLE_PERSON_UPLOADS", "10000000",
            "THROTTLE_PERSON_READS", "10000000");

    private static @Nullable Cluster shared;

    private final Path directory;
    private final ServedStack nodeA;
    private final ServedStack nodeB;

    private Cluster(Path directory, Map<String, String> environment) {
        this.directory = directory;
        nodeA = launch(directory.resolve("a"), environment).awaitReady();
        nodeB = launch(directory.resolve("b"), nodeA.variables()).awaitReady();
    }

    /** Started at the first use, stopped with the JVM. */
    static synchronized Cluster shared() {
        if (shared == null) {
            Cluster cluster = new Cluster(temporary(), Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
            shared = cluster;
        }
        return shared;
    }

    /** A node on a database of its own, which the drill may change freely. */
    static Cluster on(PostgresDatabase database) {
        return new Cluster(temporary(), database.environment());
    }

    /** Nodes whose data, those of their servers too, are in the directory, which is deleted with them. */
    static Cluster in(Path directory) {
        return new Cluster(directory, Map.of());
    }

    private static Path temporary() {
        return Directories.temporary("talelio-drills-");
    }

    /** One {@code make serve-api}, of the packaged API, which is trained once. */
    static ServedStack launch(Path data, Map<String, String> environment) {
        return launch(data, environment, List.of());
    }

    /** @param flags of the API's JVM */
    static ServedStack launch(Path data, Map<String, String> environment, List<String> flags) {
        Path api = api();
        AotCache.train(api);
        List<String> java = new ArrayList<>(flags);
        java.addAll(List.of("-jar", api.toString()));
        return launchApi(data, environment, java);
    }

    /** @param api arguments of {@code java}: what the API is */
    static ServedStack launchApi(Path data, Map<String, String> environment, List<String> api) {
        Map<String, String> patient = new HashMap<>(NO_LIMITS);
        patient.putAll(environment);
        return ServedStack.launch(data, patient, api);
    }

    /** The packaged API. */
    static Path api() {
        try {
            return Path.of(HttpRefusal.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The node that brought the servers. */
    ServedStack nodeA() {
        return nodeA;
    }

    ServedStack nodeB() {
        return nodeB;
    }

    NodesDatabase database() {
        return new NodesDatabase(nodeA.database());
    }

    /** The rows that a third node makes of the log, in a read database of its own. */
    List<String> replayedRows() {
        PostgresDatabase empty = SharedServers.newDatabase();
        Map<String, String> environment = new HashMap<>(nodeA.variables());
        environment.put("TALELIO_READMODEL_DATASOURCE_URL", empty.jdbcUrl());
        environment.put("TALELIO_READMODEL_DATASOURCE_USERNAME", empty.user());
        environment.put("TALELIO_READMODEL_DATASOURCE_PASSWORD", empty.password());
        environment.put("TALELIO_READMODEL_DATASOURCE_OWNERUSERNAME", empty.ownerUser());
        environment.put("TALELIO_READMODEL_DATASOURCE_OWNERPASSWORD", empty.ownerPassword());
        try (ServedStack third = launch(directory.resolve("c"), environment).awaitReady()) {
            NodesDatabase replayed = new NodesDatabase(empty);
            replayed.awaitArticles(database().articlesPublished());
            return replayed.rowsOfReadModels();
        }
    }

    @Override
    public void close() {
        nodeB.close();
        nodeA.close();
        Directories.delete(directory);
    }
}
