package io.talel.kernel.configuration;

import static io.talel.kernel.configuration.ConfigurationFinding.Severity.REFUSED;
import static io.talel.kernel.configuration.ConfigurationFinding.Severity.WARNING;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses connections to PostgreSQL and Redis on other machines that are not encrypted, unless {@code PLAINTEXT_HOSTS} names
 * them.
 */
record TlsCheck(DatabaseServers servers) {

    private static final Set<String> ENCRYPTED = Set.of("require", "verify-ca", "verify-full");

    List<ConfigurationFinding> findings() {
        List<ConfigurationFinding> findings = new ArrayList<>();
        String variable = servers.eventStoreUrl().isPresent() ? DatabaseServers.EVENT_STORE : "DB_HOST";
        database(variable, DatabaseServers.EVENT_STORE, servers.eventStore(), findings);
        servers.readModelUrl()
                .ifPresent(url -> database(DatabaseServers.READ_MODEL, DatabaseServers.READ_MODEL, url, findings));
        redis(findings);
        return findings;
    }

    private void database(String variable, String urlVariable, String url, List<ConfigurationFinding> findings) {
        Optional<String> mode = NetworkAddresses.parameter(url, "sslmode");
        boolean encrypted = mode.isPresent()
                ? ENCRYPTED.contains(mode.get())
                : NetworkAddresses.parameter(url, "ssl")
                        .filter(on -> !on.equals("false"))
                        .isPresent();
        if (!encrypted) {
            NetworkAddresses.hosts(url).stream()
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
        boolean tls = servers.redisUrl()
                .map(uri -> "rediss".equals(uri.getScheme()))
                .orElseGet(() -> servers.first("spring.data.redis.ssl.enabled", "REDIS_TLS")
                        .filter(ValueFormat::isOn)
                        .isPresent());
        String host = servers.redisHost();
        if (!tls && isRefused(host)) {
            boolean oldName = servers.first("REDIS_HOST").isEmpty()
                    && servers.first("HOST").isPresent();
            findings.add(refused(oldName ? "HOST" : "REDIS_HOST", host, "REDIS_TLS=true"));
        }
    }

    private boolean isRefused(String host) {
        return !NetworkAddresses.isLocal(host) && !servers.lists("PLAINTEXT_HOSTS", host);
    }

    private static ConfigurationFinding refused(String variable, String host, String encrypting) {
        return new ConfigurationFinding(
                variable,
                REFUSED,
                "names " + host
                        + ", which is not this machine, and nothing demands TLS: what is sent can be read on the way",
                "Set %s; or PLAINTEXT_HOSTS=%s, if no other machine is on the way.".formatted(encrypting, host));
    }
}
