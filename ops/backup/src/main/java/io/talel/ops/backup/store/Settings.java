package io.talel.ops.backup.store;

import io.talel.kernel.configuration.ConfigurationFinding;
import io.talel.kernel.configuration.SecretFiles;
import io.talel.kernel.configuration.ValueFormat;
import io.talel.kernel.configuration.VariableScope;
import io.talel.ops.backup.outcome.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the stores are: variables of the environment, completed by {@code DATA_DIR/stack.env} of a running {@code make
 * serve-api}. Finds the databases as a node does: by {@code DB_HOST} and so on, or by {@code
 * talelio.read-model.datasource.url} and so on, spelt as Spring accepts it in an environment ({@code
 * TALELIO_READMODEL_DATASOURCE_URL}).
 *
 * @param variables with the secrets of the files that variables name
 * @param missing file of a running stack that was needed and cannot be read; null if none was needed
 * @param unusable files of secrets that cannot be used
 */
public record Settings(
        Map<String, String> variables, @Nullable Path missing, List<ConfigurationFinding> unusable) {

    private static final String EVENT_STORE = "talelio.event-store.datasource.";
    private static final String READ_MODEL = "talelio.read-model.datasource.";

    /** Spring's variable of nodes, whose bundle README calls {@code redis}. */
    private static final String REDIS_CERTIFICATE = "SPRING_SSL_BUNDLE_PEM_REDIS_TRUSTSTORE_CERTIFICATE";

    public Settings {
        variables = Map.copyOf(variables);
        unusable = List.copyOf(unusable);
    }

    public Settings(Map<String, String> variables) {
        this(variables, null, List.of());
    }

    public static Settings of(Map<String, String> environment) throws IOException {
        Path stack = stackOf(environment);
        boolean named = environment.containsKey("DB_HOST");
        boolean there = Files.isReadable(stack);
        Map<String, String> variables = new HashMap<>();
        List<ConfigurationFinding> unusable = new ArrayList<>();
        for (Map<String, String> each :
                List.of(!named && there ? lines(stack) : Map.<String, String>of(), environment)) {
            SecretFiles secrets = SecretFiles.of(name -> Optional.ofNullable(each.get(name)), Settings::content);
            variables.putAll(each);
            variables.putAll(secrets.values());
            unusable.addAll(secrets.findings());
        }
        return new Settings(variables, named || there ? null : stack.toAbsolutePath(), unusable);
    }

    /** File with the variables of a running {@code make serve-api}. */
    public static Path stackOf(Map<String, String> environment) {
        return Path.of(environment.getOrDefault("DATA_DIR", ".data"), "stack.env");
    }

    private static Map<String, String> lines(Path stack) throws IOException {
        Map<String, String> variables = new HashMap<>();
        for (String line : Files.readAllLines(stack)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                variables.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return variables;
    }

    private static Optional<String> content(String file) {
        try {
            return Optional.of(Files.readString(Path.of(file)));
        } catch (IOException | InvalidPathException _) {
            return Optional.empty();
        }
    }

    /** @throws Refused if a secret that commands need cannot be read from its file */
    public Database eventStore() {
        List<ConfigurationFinding> needed =
                new SecretFiles(Map.of(), unusable).findings(Set.of(VariableScope.COMMANDS));
        if (!needed.isEmpty()) {
            throw new Refused(
                    needed.stream().map(ConfigurationFinding::toString).collect(Collectors.joining(" ")));
        }
        String user = value(EVENT_STORE + "username", "DB_USER").orElse("talelio");
        String password = value(EVENT_STORE + "password", "DB_PASSWORD").orElse("");
        Optional<String> url = value(EVENT_STORE + "url");
        return new Database(
                "the event store's database",
                url.orElseGet(this::url),
                user,
                password,
                value(EVENT_STORE + "owner-username", "DB_OWNER_USER").orElse(user),
                value(EVENT_STORE + "owner-password", "DB_OWNER_PASSWORD").orElse(password),
                url.isPresent() ? "" : guess());
    }

    /**
     * Empty if none is configured.
     *
     * @throws NumberFormatException if its port is not a number
     */
    public Optional<RedisAddress> redis() {
        Optional<String> oldName =
                Optional.ofNullable(variables.get("HOST")).filter(_ -> "production".equals(variables.get("ENV")));
        return Optional.ofNullable(variables.get("REDIS_HOST"))
                .or(() -> oldName)
                .map(this::redis);
    }

    private RedisAddress redis(String host) {
        return new RedisAddress(
                host,
                Integer.parseInt(variables.getOrDefault("REDIS_PORT", "6379")),
                variables.getOrDefault("REDIS_USER", ""),
                variables.getOrDefault("REDIS_PASSWORD", ""),
                ValueFormat.isOn(variables.getOrDefault("REDIS_TLS", "")),
                variables.getOrDefault(REDIS_CERTIFICATE, "").replaceFirst("^file:", ""));
    }

    /** Settings of the event store are the defaults. */
    public Database readModel() {
        Database eventStore = eventStore();
        Optional<String> url = value(READ_MODEL + "url");
        return new Database(
                "the read models' database",
                url.orElse(eventStore.url()),
                value(READ_MODEL + "username").orElse(eventStore.user()),
                value(READ_MODEL + "password").orElse(eventStore.password()),
                value(READ_MODEL + "owner-username").orElse(eventStore.ownerUser()),
                value(READ_MODEL + "owner-password").orElse(eventStore.ownerPassword()),
                url.isPresent() ? "" : eventStore.guess());
    }

    private String guess() {
        return missing == null
                ? ""
                : "DB_HOST is not set, and there is no %s of a running `make serve-api`; DATA_DIR names its directory"
                        .formatted(missing);
    }

    /** The databases as Spring properties, for a context of both sides. */
    public Map<String, String> springProperties() {
        Map<String, String> properties = new HashMap<>();
        putAll(properties, EVENT_STORE, eventStore());
        putAll(properties, READ_MODEL, readModel());
        return properties;
    }

    /** The same settings with another database for event store and read models. */
    public Settings on(Database database) {
        Map<String, String> there = new HashMap<>(variables);
        putAll(there, EVENT_STORE, database);
        putAll(there, READ_MODEL, database);
        return new Settings(there);
    }

    private static void putAll(Map<String, String> properties, String prefix, Database database) {
        properties.put(prefix + "url", database.url());
        properties.put(prefix + "username", database.user());
        properties.put(prefix + "password", database.password());
        properties.put(prefix + "owner-username", database.ownerUser());
        properties.put(prefix + "owner-password", database.ownerPassword());
    }

    private String url() {
        return "jdbc:postgresql://%s:%s/%s"
                .formatted(
                        value("DB_HOST").orElse("127.0.0.1"),
                        value("DB_PORT").orElse("5432"),
                        value("DB_NAME").orElse("talelio"));
    }

    /** Value of the first of these variables that is set. */
    private Optional<String> value(String... names) {
        return List.of(names).stream()
                .flatMap(Settings::spellings)
                .filter(variables::containsKey)
                .map(variables::get)
                .findFirst();
    }

    /** A property's name, and its spellings in an environment: without dashes, or with underscores in their place. */
    private static Stream<String> spellings(String name) {
        String upper = name.toUpperCase(Locale.ROOT).replace('.', '_');
        return Stream.of(name, upper.replace("-", ""), upper.replace('-', '_')).distinct();
    }
}
