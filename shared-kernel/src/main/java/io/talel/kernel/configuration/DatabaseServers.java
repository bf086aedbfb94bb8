package io.talel.kernel.configuration;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Addresses of PostgreSQL and Redis. Reads the properties of Spring first, then the variables. */
record DatabaseServers(Function<String, Optional<String>> values) {

    static final String EVENT_STORE = "TALELIO_EVENTSTORE_DATASOURCE_URL";
    static final String READ_MODEL = "TALELIO_READMODEL_DATASOURCE_URL";

    /** Empty if the address is made of {@code DB_HOST} and the like. */
    Optional<String> eventStoreUrl() {
        return first("talelio.event-store.datasource.url", EVENT_STORE, "TALELIO_EVENT_STORE_DATASOURCE_URL");
    }

    String eventStore() {
        return eventStoreUrl().orElseGet(() -> "jdbc:postgresql://%s:%s/%s"
                .formatted(
                        first("DB_HOST").orElse(""),
                        first("DB_PORT").orElse("5432"),
                        first("DB_NAME").orElse("talelio")));
    }

    /** Empty if it is the database of the event store. */
    Optional<String> readModelUrl() {
        return first("talelio.read-model.datasource.url", READ_MODEL, "TALELIO_READ_MODEL_DATASOURCE_URL");
    }

    /** Whether the address has a password, or a certificate of the client. */
    boolean eventStoreHasCredentials() {
        return Stream.of("password", "sslcert", "sslkey")
                .anyMatch(name -> NetworkAddresses.parameter(eventStore(), name).isPresent());
    }

    Optional<URI> redisUrl() {
        return first("spring.data.redis.url").filter(NetworkAddresses::isUri).map(URI::create);
    }

    String redisHost() {
        return redisUrl().map(uri -> String.valueOf(uri.getHost())).orElseGet(() -> first(
                        "spring.data.redis.host", "REDIS_HOST", "HOST")
                .orElse(""));
    }

    boolean redisHasCredentials() {
        return redisUrl().map(URI::getUserInfo).isPresent();
    }

    /** Whether a variable lists an entry, whatever its case. */
    boolean lists(String variable, String entry) {
        List<String> entries = NetworkAddresses.list(first(variable).orElse(""));
        return entries.stream().anyMatch(entry::equalsIgnoreCase);
    }

    Optional<String> first(String... names) {
        return Stream.of(names)
                .flatMap(name -> values.apply(name).stream())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
