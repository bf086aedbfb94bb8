package io.talel.gateway.feed.hub;

import io.micrometer.core.instrument.MeterRegistry;
import io.talel.gateway.feed.HubSettings;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Pings, on every node. */
@Configuration(proxyBeanMethods = false)
class HubConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Bean
    HubPingDispatch hubPingDispatch(
            FeedPingQueue queue, ChangedFeeds changedFeeds, HubSettings settings, MeterRegistry meters) {
        return new HubPingDispatch(
                queue, changedFeeds, settings.hubAddress().map(address -> new Hub(address, PATIENCE)), meters);
    }
}
