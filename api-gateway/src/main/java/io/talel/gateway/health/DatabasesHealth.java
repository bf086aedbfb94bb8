package io.talel.gateway.health;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether every database answers. Checks them in parallel, so that the time does not grow with their number. */
@Component("dbHealthIndicator")
final class DatabasesHealth implements HealthIndicator {

    private static final int TIMEOUT_SECONDS = 1;

    private final Map<String, DataSource> dataSources;

    DatabasesHealth(Map<String, DataSource> dataSources) {
        this.dataSources = dataSources;
    }

    @Override
    public Health health() {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, CompletableFuture<Boolean>> answers = new TreeMap<>();
            dataSources.forEach((name, dataSource) ->
                    answers.put(name, CompletableFuture.supplyAsync(() -> isUp(dataSource), executor)));
            Health.Builder health = Health.up();
            answers.forEach((name, up) -> {
                health.withDetail(name, up.join());
                if (!up.join()) {
                    health.down();
                }
            });
            return health.build();
        }
    }

    private static boolean isUp(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(TIMEOUT_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
