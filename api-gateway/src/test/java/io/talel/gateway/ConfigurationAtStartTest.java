package io.talel.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.talel.kernel.configuration.EnvironmentVariables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.unit.DataSize;

@ExtendWith(OutputCaptureExtension.class)
class ConfigurationAtStartTest {

    private static final String KEY = "SECRET_KEY=Zq3vT8xLw1RkYc7uPm5sHd9gBn2jFe6aQi4oVt0yXr-CzUlGhKbWnMpSxDyAfJ_e";

    @TempDir
    private Path directory;

    @Test
    void all_faults_are_told_in_one_message_and_no_secret(CapturedOutput output) {
        assertThatThrownBy(() -> start("SECRET_KEY=hunter2", "PORT=http", "REDIS_TLS=perhaps", "EMAIL_SENDER=talel.io"))
                .isInstanceOf(ConfigurationAtStart.Refused.class)
                .hasMessageContainingAll(
                        "- SECRET_KEY has 7 bytes",
                        "- PORT is 'http'",
                        "- REDIS_TLS is 'perhaps'",
                        "- EMAIL_SENDER is 'talel");
        assertThat(output)
                .containsOnlyOnce("These variables keep the node from starting:")
                .contains("- PORT is 'http'. Set it to a port, 1 to 65535.", "ops/talelio doctor --config")
                .doesNotContain("\tat ", "hunter2");
    }

    @Test
    void production_wants_more() {
        assertThatThrownBy(
                        () -> start("production", KEY, "CORS_ORIGINS=*", "DB_HOST=db.internal", "HOST=redis.internal"))
                .hasMessageContainingAll(
                        "- CORS_ORIGINS has the wildcard '*'",
                        "- DB_HOST names db.internal",
                        "- HOST names redis.internal",
                        "- DB_PASSWORD is not set",
                        "- REDIS_PASSWORD is not set",
                        "- TRUSTED_PROXIES must be set");
    }

    @Test
    void what_is_weak_is_warned_of_once(CapturedOutput output) {
        start("SECRET_KEY=" + "0123456789abcdef".repeat(4), "ENV=prod").close();

        assertThat(output)
                .containsOnlyOnce("These variables should be set otherwise:")
                .contains("- SECRET_KEY can be guessed.", "- ENV is 'prod'")
                .doesNotContain("0123456789abcdef");
    }

    @Test
    void a_node_with_all_it_needs_is_warned_of_nothing(CapturedOutput output) {
        start(KEY).close();

        assertThat(output).doesNotContain("These variables");
    }

    @Test
    void secrets_come_from_files() throws IOException {
        String key = KEY.substring("SECRET_KEY=".length());
        Path password = Files.writeString(directory.resolve("password"), "rows");
        try (ConfigurableApplicationContext context = start(
                "SECRET_KEY=",
                "SECRET_KEY_FILE=" + Files.writeString(directory.resolve("key"), key + "\n"),
                "TALELIO_READMODEL_DATASOURCE_PASSWORD_FILE=" + password)) {
            assertThat(context.getEnvironment().getProperty("talelio.token.secret-key"))
                    .isEqualTo(key);
            assertThat(context.getEnvironment().getProperty("talelio.read-model.datasource.password"))
                    .isEqualTo("rows");
        }
    }

    @Test
    void a_secret_that_is_given_twice_or_whose_file_is_away_is_refused() {
        assertThatThrownBy(() -> start(KEY, "SECRET_KEY_FILE=/nowhere", "DB_PASSWORD_FILE=/nowhere"))
                .hasMessageContainingAll(
                        "- SECRET_KEY is set, and so is SECRET_KEY_FILE", "- DB_PASSWORD_FILE names /nowhere");
    }

    /** A deployment that has started goes on starting. */
    @ParameterizedTest
    @CsvSource({
        "THROTTLE_ACCOUNT_FAILURES, 5",
        "THROTTLE_ACCOUNT_FAILURES, +5",
        "THROTTLE_ACCOUNT_FAILURES, ' 7 '",
        "THROTTLE_ACCOUNT_FAILURES, 1 000",
        "THROTTLE_ACCOUNT_FAILURES, 0x10",
        "THROTTLE_ACCOUNT_FAILURES, #10",
        "THROTTLE_ACCOUNT_FAILURES, ''",
        "THROTTLE_ACCOUNT_FAILURES, 3.5",
        "THROTTLE_ACCOUNT_FAILURES, 99999999999",
        "CONNECTIONS_PATIENCE, 5",
        "CONNECTIONS_PATIENCE, 5S",
        "CONNECTIONS_PATIENCE, +5ms",
        "CONNECTIONS_PATIENCE, 5us",
        "CONNECTIONS_PATIENCE, 2D",
        "CONNECTIONS_PATIENCE, PT5M",
        "CONNECTIONS_PATIENCE, pt5m",
        "CONNECTIONS_PATIENCE, 5 s",
        "CONNECTIONS_PATIENCE, ' 5s '",
        "CONNECTIONS_PATIENCE, 1h30m",
        "CONNECTIONS_PATIENCE, 5x",
        "CONNECTIONS_PATIENCE, ''",
        "CONNECTIONS_SLOWEST_PACE, 8",
        "CONNECTIONS_SLOWEST_PACE, 8KB",
        "CONNECTIONS_SLOWEST_PACE, 8kb",
        "CONNECTIONS_SLOWEST_PACE, 8 KB",
        "CONNECTIONS_SLOWEST_PACE, 8XB",
        "CONNECTIONS_SLOWEST_PACE, ''",
        "REDIS_TLS, YES",
        "REDIS_TLS, ' on '",
        "REDIS_TLS, 0",
        "REDIS_TLS, perhaps",
        "REDIS_TLS, ''"
    })
    void what_spring_reads_is_not_refused(String name, String value) {
        Class<?> type = Map.<String, Class<?>>of(
                        "THROTTLE_ACCOUNT_FAILURES", int.class,
                        "CONNECTIONS_PATIENCE", Duration.class,
                        "CONNECTIONS_SLOWEST_PACE", DataSize.class,
                        "REDIS_TLS", boolean.class)
                .get(name);
        Binder binder = new Binder(new MapConfigurationPropertySource(Map.of("it", value)));
        boolean readable = catchThrowable(() -> binder.bind("it", type).get()) == null;

        assertThat(!readable
                        || EnvironmentVariables.find(name)
                                .orElseThrow()
                                .kind()
                                .accepts()
                                .test(value))
                .isTrue();
    }

    /** @param first a profile, or a variable like the others */
    private static ConfigurableApplicationContext start(String first, String... others) {
        boolean profile = !first.contains("=");
        return new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .profiles(profile ? new String[] {first} : new String[0])
                .run(Stream.concat(profile ? Stream.empty() : Stream.of(first), Stream.of(others))
                        .map(variable -> "--" + variable)
                        .toArray(String[]::new));
    }

    static final class Nothing {}
}
