package io.talel.gateway.auth.session;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures how the Redis client behaves in an outage and reconnects; its timeouts are settings of Spring. */
@Configuration(proxyBeanMethods = false)
class RedisClientConfiguration {

    /** Pause between two attempts to reconnect; the default pauses grow to half a minute. */
    private static final Duration RECONNECT_PAUSE = Duration.ofMillis(500);

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);

    /** Most commands that wait while Redis hangs: as many as requests are served at once. */
    private static final int MAX_QUEUED_COMMANDS = 10_000;

    @Bean
    ClientResourcesBuilderCustomizer redisReconnect() {
        return resources -> resources.reconnectDelay(Delay.constant(RECONNECT_PAUSE));
    }

    /**
     * Without a connection a command fails at once; by default the client queues commands without a bound. The keep-alive
     * notices a connection to a host that has failed.
     */
    @Bean
    LettuceClientOptionsBuilderCustomizer redisInOutages(DataRedisProperties properties) {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MAX_QUEUED_COMMANDS)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(properties.getConnectTimeout())
                        .keepAlive(KeepAliveOptions.builder()
                                .enable()
                                .idle(KEEP_ALIVE)
                                .interval(KEEP_ALIVE)
                                .count(3)
                                .build())
                        .build());
    }
}
