package io.talel.kernel.configuration;

import static io.talel.kernel.configuration.Values.ofDevelopment;
import static io.talel.kernel.configuration.Values.ofProduction;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlCheckTest {

    @Test
    void a_wildcard_is_refused_in_production() {
        String remedy = "Name each origin whose pages may call the API with credentials, such as https://www.talel.io.";
        assertThat(ofProduction(Map.of("CORS_ORIGINS", "https://talel.io, *")))
                .containsExactly("REFUSED: CORS_ORIGINS has the wildcard '*'. " + remedy);
        assertThat(ofProduction(Map.of("CORS_ORIGINS", "https://*.talel.io")))
                .containsExactly("REFUSED: CORS_ORIGINS has the wildcard 'https://*.talel.io'. " + remedy);
        assertThat(ofDevelopment(Map.of("CORS_ORIGINS", "*")))
                .containsExactly("WARNING: CORS_ORIGINS has the wildcard '*'. " + remedy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"www.talel.io", "https://talel.io/", "https://talel.io/app", "//talel.io"})
    void an_origin_that_no_browser_sends_is_warned_of(String origin) {
        assertThat(ofProduction(Map.of("CORS_ORIGINS", "https://talel.io," + origin)))
                .containsExactly(
                        "WARNING: CORS_ORIGINS has '" + origin + "', which no browser sends. Write an origin as scheme"
                                + " and host, such as https://www.talel.io.");
    }

    @Test
    void an_address_of_the_api_without_tls_is_warned_of_in_production() {
        assertThat(ofProduction(Map.of("API_BASE_URL", "http://api.talel.io")))
                .containsExactly("WARNING: API_BASE_URL is 'http://api.talel.io'. Begin it with https://.");
        assertThat(ofDevelopment(Map.of("API_BASE_URL", "api.talel.io")))
                .containsExactly("WARNING: API_BASE_URL is 'api.talel.io'. Begin it with https://.");
    }
}
