package io.talel.gateway.auth.client;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Requires the setting in production: behind an unknown proxy all people would count as one client. */
@Configuration(proxyBeanMethods = false)
@Profile("production")
class ProxiesInProduction {

    ProxiesInProduction(ClientSettings settings) {
        if (!settings.isDecided()) {
            throw new ProxiesNotSet();
        }
    }
}
