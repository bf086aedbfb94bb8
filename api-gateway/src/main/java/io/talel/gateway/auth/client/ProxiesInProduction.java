package io.talel.gateway.auth.client;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Behind a proxy that it does not know, a node takes everybody for one client. */
@Configuration(proxyBeanMethods = false)
@Profile("production")
class ProxiesInProduction {

    private static final Logger LOG = LoggerFactory.getLogger(ProxiesInProduction.class);

    ProxiesInProduction(ClientSettings settings) {
        if (settings.trustedProxies().stream().allMatch(String::isBlank)) {
            LOG.warn("TRUSTED_PROXIES is not set: behind a proxy everybody is throttled as one client.");
        }
    }
}
