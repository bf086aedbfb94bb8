package io.talel.kernel.configuration;

import static io.talel.kernel.configuration.ConfigurationFinding.Severity.MISSING;
import static io.talel.kernel.configuration.ConfigurationFinding.Severity.REFUSED;
import static io.talel.kernel.configuration.ConfigurationFinding.Severity.WARNING;

import io.talel.kernel.configuration.ConfigurationFinding.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Checks the values of variables. Refuses what is missing, malformed or clearly unsafe in production, and warns of what is only
 * weak. Weak are also secrets that {@code WEAK_SECRETS} names, which production refuses otherwise.
 */
public final class ConfigurationCheck {

    /** Shortest key that signs tokens, in bytes of UTF-8: as long as the output of HMAC-SHA-512. */
    private static final int KEY_BYTES = 64;

    private static final String MAKE_A_KEY = "Make one with: openssl rand -hex 64";

    /** Properties of Spring that nodes read from these variables, and that may be set in another way. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "SECRET_KEY", "talelio.token.secret-key",
            "SECRET_KEY_PREVIOUS", "talelio.token.secret-key-previous",
            "TRUSTED_PROXIES", "talelio.client.trusted-proxies",
            "DB_PASSWORD", "talelio.event-store.datasource.password",
            "REDIS_USER", "spring.data.redis.username",
            "REDIS_PASSWORD", "spring.data.redis.password",
            "AWS_SECRET_ACCESS_KEY", "talelio.content-store.secret-key",
            "EMAIL_SERVER", "talelio.mail.server",
            "EMAIL_PASS", "talelio.mail.password",
            "EMAIL_SENDER", "talelio.mail.sender");

    private final Function<String, Optional<String>> given;
    private final Function<String, Optional<String>> values;
    private final DatabaseServers servers;
    private final boolean production;
    private final List<ConfigurationFinding> findings = new ArrayList<>();

    private ConfigurationCheck(Function<String, Optional<String>> given, SecretFiles secrets, boolean production) {
        this.given = given;
        this.values = secrets.over(given);
        this.servers = new DatabaseServers(values);
        this.production = production;
    }

    /**
     * @param given value of a variable, or of a property of Spring where there are any
     * @param secrets of the same variables
     * @param readers whose variables are checked
     */
    public static List<ConfigurationFinding> of(
            Function<String, Optional<String>> given,
            SecretFiles secrets,
            Set<VariableScope> readers,
            boolean production) {
        ConfigurationCheck check = new ConfigurationCheck(given, secrets, production);
        check.findings.addAll(secrets.findings(readers));
        EnvironmentVariables.ALL.stream()
                .filter(variable -> variable.isReadBy(readers))
                .forEach(check::form);
        check.pairs();
        if (readers.contains(VariableScope.NODES)) {
            check.keys();
            check.findings.addAll(new PublicUrlCheck(check::value, production).findings());
            check.misspelling();
            if (production) {
                check.production();
                check.findings.addAll(new TlsCheck(check.servers).findings());
            }
        }
        return List.copyOf(check.findings);
    }

    private void form(Variable variable) {
        String value = values.apply(variable.name()).orElse("");
        boolean ignored = value.isEmpty()
                && (variable.mayBeEmpty() || given.apply(variable.name()).isEmpty());
        if (!ignored && !variable.kind().accepts().test(value)) {
            String form = variable.kind().form();
            String fault = variable.isSecret() ? "is not " + form : "is '" + variable.shown(value) + "'";
            add(variable.name(), REFUSED, value.isEmpty() ? "is empty" : fault, "Set it to " + form + ".");
        }
    }

    private void pairs() {
        if (isSet("REDIS_USER") && !isSet("REDIS_PASSWORD")) {
            add("REDIS_PASSWORD", REFUSED, "is not set, but REDIS_USER is", "Set the password of that user.");
        }
        if (isSet("AWS_ACCESS_KEY_ID") && !isSet("AWS_SECRET_ACCESS_KEY")) {
            add(
                    "AWS_SECRET_ACCESS_KEY",
                    REFUSED,
                    "is not set, but AWS_ACCESS_KEY_ID is",
                    "Set both, or neither where the machine has a role.");
        }
        if (isSet("EMAIL_SERVER") && isSet("EMAIL_USER") && !isSet("EMAIL_PASS")) {
            add("EMAIL_PASS", WARNING, "is not set, but EMAIL_USER is", "Set the password of that user.");
        }
        if (isSet("EMAIL_SERVER")
                && !isSet("EMAIL_SENDER")
                && !value("EMAIL_USER").contains("@")) {
            add(
                    "EMAIL_SENDER",
                    REFUSED,
                    "is not set, and EMAIL_USER is not an address",
                    "Set it to an address that mails can come from, such as 'talel.io <mail@talel.io>'.");
        }
    }

    private void keys() {
        if (isSet("SECRET_KEY")) {
            key("SECRET_KEY");
        } else {
            add("SECRET_KEY", MISSING, "is not set", MAKE_A_KEY);
        }
        if (isSet("SECRET_KEY_PREVIOUS")) {
            key("SECRET_KEY_PREVIOUS");
        }
    }

    /** Skips a key whose file cannot be read, which is reported already. */
    private void key(String name) {
        String key = value(name);
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > 0 && bytes < KEY_BYTES) {
            add(name, REFUSED, "has " + bytes + " bytes, and at least " + KEY_BYTES + " are needed", MAKE_A_KEY);
        } else if (WeakSecrets.isGuessable(key)) {
            weak(name, REFUSED, "can be guessed", MAKE_A_KEY, "while you replace it");
        }
    }

    private void misspelling() {
        String env = value("ENV").strip();
        if (!production && env.toLowerCase(Locale.ROOT).startsWith("prod")) {
            add("ENV", WARNING, "is '" + env + "', so nothing of production counts", "Write ENV=production.");
        }
    }

    private void production() {
        if (NetworkAddresses.list(value("TRUSTED_PROXIES")).isEmpty()) {
            add(
                    "TRUSTED_PROXIES",
                    MISSING,
                    "must be set in production: behind a proxy that is not named there all clients are one",
                    "Set it to their addresses and ranges, separated by commas (10.0.0.0/8, 2001:db8::7), or to 'none' if"
                            + " clients connect to this node themselves.");
        }
        if (!isSet("EMAIL_SERVER")) {
            add(
                    "EMAIL_SERVER",
                    WARNING,
                    "is not set, so no mail leaves this machine: nobody can confirm an address or set a forgotten password",
                    "Set it to host or host:port of an SMTP server.");
        }
        if (!servers.eventStoreHasCredentials()) {
            required("DB_PASSWORD", NetworkAddresses.hosts(servers.eventStore()));
        }
        if (!servers.redisHasCredentials()) {
            required("REDIS_PASSWORD", List.of(servers.redisHost()));
        }
        passwords();
    }

    /** The database of the read models takes the passwords of the event store unless it has both of its own. */
    private void passwords() {
        String own = "TALELIO_READMODEL_DATASOURCE_PASSWORD";
        String ofOwner = "TALELIO_READMODEL_DATASOURCE_OWNERPASSWORD";
        List<String> eventStore = NetworkAddresses.hosts(servers.eventStore());
        List<String> readModel =
                servers.readModelUrl().map(NetworkAddresses::hosts).orElse(eventStore);
        List<String> takers = isSet(own) && isSet(ofOwner)
                ? eventStore
                : Stream.concat(eventStore.stream(), readModel.stream()).toList();
        guessable("DB_PASSWORD", "DB_USER", takers);
        guessable("DB_OWNER_PASSWORD", "DB_OWNER_USER", takers);
        guessable(own, "TALELIO_READMODEL_DATASOURCE_USERNAME", readModel);
        guessable(ofOwner, "TALELIO_READMODEL_DATASOURCE_OWNERUSERNAME", readModel);
        guessable("REDIS_PASSWORD", "REDIS_USER", List.of(servers.redisHost()));
    }

    private void required(String name, List<String> hosts) {
        if (!isSet(name)) {
            password(name, hosts, MISSING, "is not set", "Let the server ask for a password, and set it here");
        }
    }

    private void guessable(String name, String user, List<String> hosts) {
        String password = value(name);
        if (!password.isEmpty()
                && (password.length() < WeakSecrets.PASSWORD_LENGTH
                        || password.equals(value(user))
                        || WeakSecrets.isGuessable(password))) {
            password(name, hosts, REFUSED, "can be guessed", "Make one with: openssl rand -hex 32");
        }
    }

    /** Only warns where the server is on this machine, where operators may leave passwords to the system. */
    private void password(String name, List<String> hosts, Severity severity, String fault, String remedy) {
        if (hosts.stream().allMatch(NetworkAddresses::isLocal)) {
            add(name, WARNING, fault, remedy + ".");
        } else {
            weak(name, severity, fault, remedy, "if nobody else reaches that server");
        }
    }

    /** A secret that production refuses unless {@code WEAK_SECRETS} names it. */
    private void weak(String name, Severity severity, String fault, String remedy, String excuse) {
        if (production && !servers.lists("WEAK_SECRETS", name)) {
            add(name, severity, fault, "%s; or add %s to WEAK_SECRETS, %s.".formatted(remedy, name, excuse));
        } else {
            add(name, WARNING, fault, remedy);
        }
    }

    /** A secret whose file cannot be read counts as set. */
    private boolean isSet(String name) {
        return !value(name).isEmpty()
                || given.apply(name + Variable.FILE)
                        .filter(file -> !file.isBlank())
                        .isPresent();
    }

    private String value(String name) {
        return values.apply(name)
                .filter(value -> !value.isEmpty())
                .or(() -> Optional.ofNullable(PROPERTIES.get(name)).flatMap(given))
                .orElse("");
    }

    private void add(String variable, Severity severity, String fault, String remedy) {
        findings.add(new ConfigurationFinding(variable, severity, fault, remedy));
    }
}
