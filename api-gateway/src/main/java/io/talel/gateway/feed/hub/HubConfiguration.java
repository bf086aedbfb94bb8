package io.talel.gateway.feed.hub;

import io.micrometer.core.instrument.MeterRegistry;
import io.talel.gateway.feed.HubSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Pings, on every node. */
@Configuration(proxyBeanMethods = false)
class HubConfiguration {

    @Bean
    HubPingDispatch hubPingDispatch(
            FeedPingQueue queue, ChangedFeeds changedFeeds, HubSettings settings, MeterRegistry meters) {
        return new HubPingDispatch(
                queue,
                changedFeeds,
                settings.hubAddress().map(address -> new Hub(address, Hub.REQUEST_TIMEOUT)),
                meters);
    }
}
