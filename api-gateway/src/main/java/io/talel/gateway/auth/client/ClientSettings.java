package io.talel.gateway.auth.client;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param trustedProxies addresses and ranges of the proxies in front of us; empty: clients connect to us themselves */
@ConfigurationProperties("talelio.client")
record ClientSettings(List<String> trustedProxies) {

    ClientSettings {
        trustedProxies = List.copyOf(trustedProxies);
    }
}
