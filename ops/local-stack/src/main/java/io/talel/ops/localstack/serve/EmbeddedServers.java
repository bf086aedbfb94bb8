package io.talel.ops.localstack.serve;

import io.talel.ops.localstack.LocalPostgres;
import io.talel.ops.localstack.LocalRedis;
import io.talel.ops.localstack.LocalS3;
import io.talel.ops.localstack.LocalServer;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The embedded servers of a run: one for each server that the environment does not name. */
final class EmbeddedServers implements AutoCloseable {

    private static final String DATABASE = "talelio";

    private final DataDirectory data;
    private final Map<Service, LocalServer> running = new EnumMap<>(Service.class);
    private volatile boolean closing;

    EmbeddedServers(DataDirectory data) {
        this.data = data;
    }

    /** Begins with the slowest to start, and waits only for PostgreSQL; gives the variables that name what was started. */
    Map<String, String> start(Set<Service> services) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (services.contains(Service.S3)) {
            LocalS3 s3 = LocalS3.launch(data.of(Service.S3), 0);
            running.put(Service.S3, s3);
            variables.putAll(s3.environment());
        }
        if (services.contains(Service.REDIS)) {
            LocalRedis redis = LocalRedis.launch(data.of(Service.REDIS), 0);
            running.put(Service.REDIS, redis);
            variables.putAll(redis.environment());
        }
        if (services.contains(Service.POSTGRES)) {
            LocalPostgres postgres = LocalPostgres.start(data.of(Service.POSTGRES), 0);
            running.put(Service.POSTGRES, postgres);
            variables.putAll(postgres.createDatabase(DATABASE).environment());
        }
        return variables;
    }

    /** Waits until all of them answer. */
    void awaitReady() {
        running.values().forEach(LocalServer::awaitReady);
    }

    /** Reports every server that ends unexpectedly. */
    void onLoss(Consumer<Service> listener) {
        running.forEach((service, server) -> server.process().ended().thenRun(() -> {
            if (!closing) {
                listener.accept(service);
            }
        }));
    }

    @Override
    public void close() {
        closing = true;
        running.values().forEach(LocalServer::close);
    }
}
