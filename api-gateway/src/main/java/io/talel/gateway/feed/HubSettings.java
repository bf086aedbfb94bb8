package io.talel.gateway.feed;

import java.net.URI;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param hub address of a hub of WebSub; empty without one */
@ConfigurationProperties("talelio.feed")
public record HubSettings(String hub) {

    public Optional<URI> hubAddress() {
        return hub.isBlank() ? Optional.empty() : Optional.of(URI.create(hub.strip()));
    }
}
