package io.talel.gateway.web;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Public addresses of this service.
 *
 * @param corsOrigins origins whose pages may call the API with cookies
 * @param apiBaseUrl scheme and authority of the API, without a path
 * @param articleUrl prefix of the address of an article, before the slug
 * @param tlsOnly whether answers require TLS of browsers
 */
@ConfigurationProperties("talelio.web")
public record WebSettings(List<String> corsOrigins, URI apiBaseUrl, String articleUrl, boolean tlsOnly) {

    public WebSettings {
        corsOrigins = List.copyOf(corsOrigins);
    }
}
