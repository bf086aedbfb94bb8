package io.talel.gateway.auth;

import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the Redis client comes back after an outage; its time limits are settings of the node. */
@Configuration(proxyBeanMethods = false)
class RedisClientConfiguration {

    /** Between two attempts to reach Redis again; the client's own pauses grow to half a minute. */
    private static final Duration RECONNECT_PAUSE = Duration.ofMillis(500);

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);

    @Bean
    ClientResourcesBuilderCustomizer redisReconnect() {
        return resources -> resources.reconnectDelay(Delay.constant(RECONNECT_PAUSE));
    }

    /** Notices a connection whose other end vanished without a word, as after the failure of a host. */
    @Bean
    LettuceClientOptionsBuilderCustomizer redisKeepAlive(DataRedisProperties properties) {
        return options -> options.socketOptions(SocketOptions.builder()
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
