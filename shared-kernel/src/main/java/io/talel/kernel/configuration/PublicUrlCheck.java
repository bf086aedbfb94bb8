package io.talel.kernel.configuration;

import static io.talel.kernel.configuration.ConfigurationFinding.Severity.REFUSED;
import static io.talel.kernel.configuration.ConfigurationFinding.Severity.WARNING;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Checks the addresses of pages that may call the API, and the address of the API itself.
 *
 * @param value of a variable; empty if it is not set
 */
record PublicUrlCheck(UnaryOperator<String> value, boolean production) {

    private static final String ORIGINS = "CORS_ORIGINS";
    private static final String BASE = "API_BASE_URL";

    List<ConfigurationFinding> findings() {
        return Stream.concat(origins().stream(), base().stream()).toList();
    }

    private List<ConfigurationFinding> origins() {
        List<ConfigurationFinding> findings = new ArrayList<>();
        for (String origin : NetworkAddresses.list(value.apply(ORIGINS))) {
            if (origin.contains("*")) {
                findings.add(
                        new ConfigurationFinding(
                                ORIGINS,
                                production ? REFUSED : WARNING,
                                "has the wildcard '" + origin + "'",
                                "Name each origin whose pages may call the API with credentials, such as https://www.talel.io."));
            } else if (!origin.matches("[a-zA-Z][a-zA-Z0-9+.-]*://[^/]+")) {
                findings.add(new ConfigurationFinding(
                        ORIGINS,
                        WARNING,
                        "has '" + origin + "', which no browser sends",
                        "Write an origin as scheme and host, such as https://www.talel.io."));
            }
        }
        return findings;
    }

    private Optional<ConfigurationFinding> base() {
        String url = value.apply(BASE);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        String scheme = url.replaceFirst("://.*", "").toLowerCase(Locale.ROOT);
        if (scheme.equals("https") || (!production && scheme.equals("http"))) {
            return Optional.empty();
        }
        String shown = EnvironmentVariables.find(BASE).orElseThrow().shown(url);
        return Optional.of(new ConfigurationFinding(BASE, WARNING, "is '" + shown + "'", "Begin it with https://."));
    }
}
