package io.talel.kernel.configuration;

import static io.talel.kernel.configuration.Values.ofDevelopment;
import static io.talel.kernel.configuration.Values.ofProduction;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationCheckTest {

    private static final String AT_KEYS = "Make one with: openssl rand -hex 64";

    @Test
    void a_node_with_everything_is_refused_and_warned_of_nothing() {
        assertThat(ofDevelopment(Map.of())).isEmpty();
        assertThat(ofProduction(Map.of())).isEmpty();
    }

    @Test
    void every_name_is_there_once() {
        List<String> names =
                EnvironmentVariables.ALL.stream().map(Variable::name).toList();
        assertThat(new HashSet<>(names)).hasSameSizeAs(names);
    }

    @Test
    void every_default_has_the_form_of_its_kind() {
        assertThat(EnvironmentVariables.ALL)
                .allSatisfy(variable -> assertThat(List.of(variable.byDefault(), variable.inProduction()))
                        .as(variable.name())
                        .allMatch(value -> value.isEmpty()
                                || value.startsWith("$")
                                || variable.kind().accepts().test(value.replace("$PORT", "5000"))));
    }

    @Test
    void all_faults_are_told_together() {
        assertThat(ofProduction(Map.of(
                        "SECRET_KEY", "short",
                        "PORT", "http",
                        "CONNECTIONS_PATIENCE", "soon",
                        "TRUSTED_PROXIES", "",
                        "EMAIL_SERVER", "mail server")))
                .containsExactly(
                        "REFUSED: PORT is 'http'. Set it to a port, 1 to 65535.",
                        "REFUSED: CONNECTIONS_PATIENCE is 'soon'. Set it to a time above 0, such as 500ms, 30s or 15m.",
                        "REFUSED: EMAIL_SERVER is 'mail server'. Set it to a host or host:port.",
                        "REFUSED: SECRET_KEY has 5 bytes, and at least 64 are needed. " + AT_KEYS,
                        "MISSING: TRUSTED_PROXIES must be set in production: behind a proxy that is not named there all"
                                + " clients are one. Set it to their addresses and ranges, separated by commas (10.0.0.0/8,"
                                + " 2001:db8::7), or to 'none' if clients connect to this node themselves.");
    }

    @ParameterizedTest
    @CsvSource({
        "PORT, 65536",
        "MANAGEMENT_PORT, five",
        "DB_PORT, 0",
        "REDIS_PORT, ''",
        "THROTTLE_ACCOUNT_FAILURES, 0",
        "THROTTLE_GLOBAL_FAILURES, -1",
        "IMAGE_DECODERS, 1.5",
        "SHUTDOWN_PAUSE, -1s",
        "THROTTLE_LONG_WINDOW, 0s",
        "THROTTLE_LONG_WINDOW, 1y",
        "IMAGE_DECODER_IDLE, PT",
        "OTEL_EXPORTER_OTLP_ENDPOINT, 'collector:4318'",
        "TRACE_SAMPLING, 1.1",
        "TRACE_SAMPLING, 10%",
        "TRACE_SAMPLING, ''",
        "CONNECTIONS_SLOWEST_PACE, 0",
        "CONNECTIONS_SLOWEST_PACE, 8XB",
        "IMAGE_DECODER_MEMORY, 95MB",
        "IMPORT_MAX_UPLOAD, 0",
        "IMPORT_MAX_UPLOAD, 1001MB",
        "IMPORT_MAX_UPLOAD, 9999999999TB",
        "IMPORT_MAX_UNPACKED, much",
        "REDIS_TLS, perhaps",
        "REQUIRE_VERIFIED_EMAIL, ''",
        "API_BASE_URL, http://[",
        "API_BASE_URL, ''",
        "TRUSTED_PROXIES, proxy",
        "TRUSTED_PROXIES, 'none,10.0.0.1'",
        "TALELIO_READMODEL_DATASOURCE_URL, postgres://db",
        "S3_ENDPOINT, s3.example.org",
        "S3_BUCKET, ''",
        "AWS_REGION, ' '",
        "EMAIL_SENDER, talel.io",
        "WEBSUB_HUB, hub.example.org",
        "BACKUP_KEEP_DAYS, many",
        "BACKUP_KEEP_FULL, 0",
        "BACKUP_MAX_AGE, 26",
        "BACKUP_MAX_AGE, 9999d"
    })
    void what_is_malformed_is_refused_with_its_form(String name, String value) {
        String fault = value.isEmpty() ? "is empty" : "is '" + value + "'";
        assertThat(ofDevelopment(Map.of(name, value)))
                .containsExactly("REFUSED: %s %s. Set it to %s."
                        .formatted(
                                name,
                                fault,
                                EnvironmentVariables.find(name)
                                        .orElseThrow()
                                        .kind()
                                        .form()));
    }

    @ParameterizedTest
    @CsvSource({
        "MANAGEMENT_PORT, 0",
        "MANAGEMENT_PORT, -1",
        "THROTTLE_ACCOUNT_FAILURES, 0x10",
        "SHUTDOWN_PAUSE, 0",
        "CONNECTIONS_PATIENCE, PT1M30S",
        "IMAGE_DECODERS, ''",
        "TRUSTED_PROXIES, ' '",
        "OTEL_EXPORTER_OTLP_ENDPOINT, ''",
        "OTEL_EXPORTER_OTLP_ENDPOINT, http://collector:4318",
        "TRACE_SAMPLING, 0",
        "TRACE_SAMPLING, 1",
        "CORS_ORIGINS, ''",
        "EMAIL_SENDER, ''",
        "BACKUP_KEEP_DAYS, ''",
        "BACKUP_MAX_AGE, 1h30m",
        "EMAIL_SENDER, talel.io <mail@talel.io>",
        "S3_ENDPOINT, http://127.0.0.1:9000",
        "API_BASE_URL, http://127.0.0.1:5000"
    })
    void what_was_accepted_is(String name, String value) {
        assertThat(ofDevelopment(Map.of(name, value))).isEmpty();
    }

    @Test
    void the_malformed_value_of_a_secret_and_passwords_in_addresses_are_not_told() {
        assertThat(ofDevelopment(Map.of("BACKUP_WEBHOOK", "hunter2")))
                .containsExactly(
                        "REFUSED: BACKUP_WEBHOOK is not an address of http or https. Set it to an address of http or https.");
        assertThat(ofDevelopment(Map.of("S3_ENDPOINT", "ftp://ada:hunter2@s3")))
                .singleElement()
                .asString()
                .contains("'ftp://s3'")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
                    TALELIO_READMODEL_DATASOURCE_URL, jdbc:postgresql://db/talelio?password=hunter2, jdbc:postgresql://db/talelio?...
                    TALELIO_READMODEL_DATASOURCE_URL, 'jdbc:postgresql://db/t?password=hunter2', 'jdbc:postgresql://db/t?...
                    TALELIO_READMODEL_DATASOURCE_URL, postgresql://ada:hunt/er2@db/t?password=hunter2, postgresql://db/t?...
                    TALELIO_READMODEL_DATASOURCE_URL, postgresql://ada:hun?ter2@db/t, postgresql://db/t
                    TALELIO_READMODEL_DATASOURCE_URL, host=db password=hunter2, host=db password=...
                    S3_ENDPOINT, https://ada:p@hunter2@s3, https://s3
                    OTEL_EXPORTER_OTLP_ENDPOINT, https://collector?api-key=hunter2, https://collector?...
                    WEBSUB_HUB, https://hub.example.org/feeds, https://hub.example.org/feeds
                    """)
    void neither_are_those_in_addresses_of_any_form(String name, String value, String shown) {
        assertThat(EnvironmentVariables.find(name).orElseThrow().shown(value)).isEqualTo(shown);
    }

    @Test
    void only_the_variables_of_the_reader_are_looked_at() {
        Map<String, String> variables =
                Map.of("SECRET_KEY", Values.KEY, "BACKUP_KEEP_DAYS", "many", "BACKUP_WEBHOOK_FILE", "/run/nowhere");
        Function<String, Optional<String>> given = name -> Optional.ofNullable(variables.get(name));
        SecretFiles secrets = SecretFiles.of(given, _ -> Optional.empty());
        assertThat(ConfigurationCheck.of(given, secrets, Set.of(VariableScope.NODES), false))
                .isEmpty();
    }

    @Test
    void a_missing_key_is_refused_everywhere() {
        assertThat(ofDevelopment(Map.of("SECRET_KEY", "")))
                .containsExactly("MISSING: SECRET_KEY is not set. " + AT_KEYS);
    }

    @Test
    void a_key_that_spring_knows_otherwise_is_not_missing() {
        assertThat(ofDevelopment(Map.of("SECRET_KEY", "", "talelio.token.secret-key", Values.KEY)))
                .isEmpty();
    }

    @Test
    void a_user_without_a_password_is_refused_and_at_the_mail_server_warned_of() {
        assertThat(ofDevelopment(Map.of("REDIS_USER", "node")))
                .singleElement()
                .asString()
                .startsWith("REFUSED: REDIS_PASSWORD is not set, but REDIS_USER is.");
        assertThat(ofDevelopment(Map.of("AWS_ACCESS_KEY_ID", "AK")))
                .singleElement()
                .asString()
                .startsWith("REFUSED: AWS_SECRET_ACCESS_KEY is not set, but AWS_ACCESS_KEY_ID is.");
        assertThat(ofDevelopment(Map.of("EMAIL_SERVER", "smtp", "EMAIL_USER", "mail@example.org")))
                .containsExactly("WARNING: EMAIL_PASS is not set, but EMAIL_USER is. Set the password of that user.");
        assertThat(ofDevelopment(Map.of("EMAIL_SERVER", "smtp")))
                .singleElement()
                .asString()
                .startsWith("REFUSED: EMAIL_SENDER is not set, and EMAIL_USER is not an address.");
    }

    @Test
    void production_misspelt_is_warned_of() {
        assertThat(ofDevelopment(Map.of("ENV", "Production")))
                .containsExactly(
                        "WARNING: ENV is 'Production', so nothing of production counts. Write ENV=production.");
        assertThat(ofDevelopment(Map.of("ENV", "prod"))).hasSize(1);
        assertThat(ofDevelopment(Map.of("ENV", "/etc/profile.d/shell"))).isEmpty();
    }

    @Test
    void production_without_a_mail_server_is_warned_of() {
        assertThat(ofProduction(Map.of("EMAIL_SERVER", "")))
                .singleElement()
                .asString()
                .startsWith("WARNING: EMAIL_SERVER is not set, so no mail leaves this machine");
    }
}
