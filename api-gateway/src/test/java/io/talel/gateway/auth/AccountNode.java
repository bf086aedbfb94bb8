package io.talel.gateway.auth;

import io.talel.gateway.GatewayApplication;
import io.talel.ops.localstack.LocalRedis;
import io.talel.ops.localstack.PostgresDatabase;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole node on a real PostgreSQL and a real Redis. */
final class AccountNode implements AutoCloseable {

    static final String SECRET_KEY = "s".repeat(64);

    private final ConfigurableApplicationContext context;

    AccountNode(PostgresDatabase database, LocalRedis redis, Map<String, Object> settings) {
        Map<String, Object> environment = new HashMap<>(database.environment());
        environment.putAll(redis.environment());
        environment.putAll(Map.of("SECRET_KEY", SECRET_KEY, "PORT", 0, "MANAGEMENT_PORT", 0));
        environment.putAll(settings);
        this.context = new SpringApplicationBuilder(GatewayApplication.class)
                .properties(environment)
                .run();
    }

    AccountClient client() {
        return new AccountClient(
                ((ServletWebServerApplicationContext) context).getWebServer().getPort());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
