package io.talel.kernel.configuration;

import static io.talel.kernel.configuration.ConfigurationFinding.Severity.REFUSED;
import static io.talel.kernel.configuration.ConfigurationFinding.Severity.WARNING;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Refuses connections to PostgreSQL and Redis on other machines that are not encrypted, unless {@code PLAINTEXT_HOSTS} names
 * them. Reads the properties of Spring first, then the variables.
 */
record PlainTextCheck(Function<String, Optional<String>> values) {

    private static final String EVENT_STORE = "TALELIO_EVENTSTORE_DATASOURCE_URL";
    private static final String READ_MODEL = "TALELIO_READMODEL_DATASOURCE_URL";

    private static final Set<String> ENCRYPTED = Set.of("require", "verify-ca", "verify-full");

    List<ConfigurationFinding> findings() {
        List<ConfigurationFinding> findings = new ArrayList<>();
        Optional<String> eventStore =
                first("talelio.event-store.datasource.url", EVENT_STORE, "TALELIO_EVENT_STORE_DATASOURCE_URL");
        if (eventStore.isPresent()) {
            database(EVENT_STORE, EVENT_STORE, eventStore.get(), findings);
        } else {
            database("DB_HOST", EVENT_STORE, byVariables(), findings);
        }
        first("talelio.read-model.datasource.url", READ_MODEL, "TALELIO_READ_MODEL_DATASOURCE_URL")
                .ifPresent(url -> database(READ_MODEL, READ_MODEL, url, findings));
        redis(findings);
        return findings;
    }

    private String byVariables() {
        return "jdbc:postgresql://%s:%s/%s"
                .formatted(
                        first("DB_HOST").orElse(""),
                        first("DB_PORT").orElse("5432"),
                        first("DB_NAME").orElse("talelio"));
    }

    private void database(String variable, String urlVariable, String url, List<ConfigurationFinding> findings) {
        Optional<String> mode = Addresses.parameter(url, "sslmode");
        boolean encrypted = mode.isPresent()
                ? ENCRYPTED.contains(mode.get())
                : Addresses.parameter(url, "ssl")
                        .filter(on -> !on.equals("false"))
                        .isPresent();
        if (!encrypted) {
            Addresses.hosts(url).stream()
                    .filter(this::isRefused)
                    .forEach(host -> findings.add(refused(
                            variable,
                            host,
                            "%s=%s?sslmode=verify-full&sslrootcert=FILE"
                                    .formatted(urlVariable, url.replaceFirst("\\?.*", "")))));
        } else if (mode.filter("require"::equals).isPresent()) {
            findings.add(new ConfigurationFinding(
                    urlVariable,
                    WARNING,
                    "has sslmode=require, which does not check who the server is",
                    "Write sslmode=verify-full&sslrootcert=FILE."));
        }
    }

    private void redis(List<ConfigurationFinding> findings) {
        Optional<URI> url =
                first("spring.data.redis.url").filter(Addresses::isUri).map(URI::create);
        boolean tls = url.map(uri -> "rediss".equals(uri.getScheme()))
                .orElseGet(() -> first("spring.data.redis.ssl.enabled", "REDIS_TLS")
                        .filter(Kind::isOn)
                        .isPresent());
        String host = url.map(uri -> String.valueOf(uri.getHost()))
                .orElseGet(() ->
                        first("spring.data.redis.host", "REDIS_HOST", "HOST").orElse(""));
        if (!tls && isRefused(host)) {
            boolean oldName = first("REDIS_HOST").isEmpty() && first("HOST").isPresent();
            findings.add(refused(oldName ? "HOST" : "REDIS_HOST", host, "REDIS_TLS=true"));
        }
    }

    private boolean isRefused(String host) {
        return !Addresses.isLocal(host)
                && Addresses.list(first("PLAINTEXT_HOSTS").orElse("")).stream().noneMatch(host::equalsIgnoreCase);
    }

    private static ConfigurationFinding refused(String variable, String host, String encrypting) {
        return new ConfigurationFinding(
                variable,
                REFUSED,
                "names " + host
                        + ", which is not this machine, and nothing demands TLS: what is sent can be read on the way",
                "Set %s; or PLAINTEXT_HOSTS=%s, if no other machine is on the way.".formatted(encrypting, host));
    }

    private Optional<String> first(String... names) {
        return Stream.of(names)
                .flatMap(name -> values.apply(name).stream())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
