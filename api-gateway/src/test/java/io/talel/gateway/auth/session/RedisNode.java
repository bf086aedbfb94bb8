package io.talel.gateway.auth.session;

import static io.talel.gateway.auth.session.TestSessions.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.talel.gateway.MutableClock;
import io.talel.gateway.auth.schema.AuthSchema;
import io.talel.gateway.auth.session.RefreshResult.Granted;
import io.talel.ops.localstack.LocalRedis;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The sessions of one node, with a Redis client of its own and the database of all nodes of this JVM. */
final class RedisNode implements AutoCloseable {

    final Sessions sessions;
    final RevokedSessions revoked;
    final RefreshTokens tokens;
    final StringRedisTemplate redis;

    private final LettuceConnectionFactory connections;

    RedisNode(LocalRedis server, Clock clock) {
        this(server, clock, new RevocationStore(JdbcClient.create(Database.APPLICATION), SETTINGS));
    }

    RedisNode(LocalRedis server, Clock clock, RevocationStore revocations) {
        this.connections = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration(server.host(), server.port()),
                LettuceClientConfiguration.builder()
                        .commandTimeout(Duration.ofMillis(800))
                        .build());
        connections.start();
        this.redis = new StringRedisTemplate(connections);
        this.tokens = new RefreshTokens(List.of(new SecretKeySpec(new byte[32], "HmacSHA256")));
        this.revoked = new RevokedSessions(revocations, Duration.ofMinutes(30), clock);
        this.sessions = new Sessions(SETTINGS, redis, tokens, revocations, revoked, clock);
    }

    static MutableClock clock() {
        return new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
    }

    /** The database with the role of the application. */
    static DataSource database() {
        return Database.APPLICATION;
    }

    /** Ends of sessions can be read, but not recorded. */
    static RevocationStore readOnlyRevocations() {
        DataSource readOnly = new DelegatingDataSource(database()) {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = super.getConnection();
                try (Statement statement = connection.createStatement()) {
                    statement.execute("SET default_transaction_read_only = on");
                }
                return connection;
            }
        };
        return new RevocationStore(JdbcClient.create(readOnly), SETTINGS);
    }

    /** The session of a token that is good. */
    IssuedSession granted(RefreshToken token) {
        return assertThat(sessions.refresh(token))
                .asInstanceOf(type(Granted.class))
                .actual()
                .issued();
    }

    /** Moves the exchange of a token into the past, since no test can move the clock of Redis. */
    void age(RefreshToken exchanged, Duration by) {
        String key = SessionKeys.rotated(exchanged.hash());
        String[] record = Objects.requireNonNull(redis.opsForValue().get(key)).split(" ");
        long at = Long.parseLong(record[0]) - by.toMillis();
        redis.opsForValue().set(key, at + " " + record[1], SETTINGS.refreshGrace());
    }

    /** Redis has lost everything, as after an outage without persistence. */
    void flush() {
        redis.execute((RedisCallback<Void>) connection -> {
            connection.serverCommands().flushAll();
            return null;
        });
    }

    @Override
    public void close() {
        connections.destroy();
    }

    private static final class Database {
        private static final DataSource APPLICATION = migrated(SharedServers.newDatabase());

        private static DataSource migrated(PostgresDatabase database) {
            new AuthSchema(database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.user())
                    .migrate();
            return new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
        }
    }
}
