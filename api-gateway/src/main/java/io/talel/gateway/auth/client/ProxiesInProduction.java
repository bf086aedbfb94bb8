package io.talel.gateway.auth.client;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Behind a proxy that it does not know, a node takes everybody for one client, so in production it must be told. */
@Configuration(proxyBeanMethods = false)
@Profile("production")
class ProxiesInProduction {

    ProxiesInProduction(ClientSettings settings) {
        if (!settings.isDecided()) {
            throw new ProxiesNotSet();
        }
    }
}
