package io.talel.gateway.web;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Addresses the world knows this service by.
 *
 * @param corsOrigins origins whose pages may call the API with cookies
 * @param apiBaseUrl scheme and authority of the API, without a path
 * @param articleUrl what goes before the slug in the address where readers find an article
 * @param tlsOnly whether browsers are told never to come without TLS
 */
@ConfigurationProperties("talelio.web")
public record WebSettings(List<String> corsOrigins, URI apiBaseUrl, String articleUrl, boolean tlsOnly) {

    public WebSettings {
        corsOrigins = List.copyOf(corsOrigins);
    }
}
