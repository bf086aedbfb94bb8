package io.talel.gateway.auth.client;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param trustedProxies addresses and ranges of the proxies in front of us; {@code none} if there are none */
@ConfigurationProperties("talelio.client")
record ClientSettings(List<String> trustedProxies) {

    private static final List<String> NONE = List.of("none");

    ClientSettings {
        trustedProxies = trustedProxies.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** Empty without proxies: clients connect directly. */
    List<String> networks() {
        return trustedProxies.equals(NONE) ? List.of() : trustedProxies;
    }
}
