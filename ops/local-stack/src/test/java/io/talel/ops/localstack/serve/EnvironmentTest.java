package io.talel.ops.localstack.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

    private static final Service[] ALL = {Service.S3, Service.REDIS, Service.POSTGRES};

    @Test
    void every_server_is_embedded_when_nothing_is_named() {
        assertThat(new Environment(Map.of()).unnamed()).containsExactly(ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DB_HOST", "DB_PORT", "DB_NAME", "DB_USER", "DB_PASSWORD", "DB_PASSWORD_FILE"})
    void any_variable_of_the_database_names_postgres(String variable) {
        assertThat(new Environment(Map.of(variable, "1")).unnamed()).containsExactly(Service.S3, Service.REDIS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"REDIS_HOST", "REDIS_PORT", "REDIS_USER", "REDIS_PASSWORD", "REDIS_PASSWORD_FILE", "REDIS_TLS"})
    void any_variable_of_redis_names_it(String variable) {
        assertThat(new Environment(Map.of(variable, "1")).unnamed()).containsExactly(Service.S3, Service.POSTGRES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"S3_ENDPOINT", "S3_BUCKET", "S3_BACKUP_BUCKET"})
    void an_endpoint_or_a_bucket_names_s3(String variable) {
        assertThat(new Environment(Map.of(variable, "x")).unnamed()).containsExactly(Service.REDIS, Service.POSTGRES);
    }

    @Test
    void keys_of_aws_that_a_shell_exports_do_not_name_s3() {
        assertThat(new Environment(Map.of("AWS_REGION", "eu-west-1", "AWS_ACCESS_KEY_ID", "AK")).unnamed())
                .containsExactly(ALL);
    }

    @Test
    void a_host_names_redis_in_production_only() {
        assertThat(new Environment(Map.of("HOST", "redis.local")).unnamed()).containsExactly(ALL);
        assertThat(new Environment(Map.of("HOST", "redis.local", "ENV", "production")).unnamed())
                .containsExactly(Service.S3, Service.POSTGRES);
    }

    @Test
    void an_empty_variable_names_nothing() {
        assertThat(new Environment(Map.of("DB_HOST", "", "REDIS_HOST", " ")).unnamed())
                .containsExactly(ALL);
        assertThat(new Environment(Map.of("PORT", "")).port("PORT", 5000)).isEqualTo(5000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "http", "-1", "5000x"})
    void what_is_no_port_is_refused_by_its_name(String value) {
        Environment environment = new Environment(Map.of("PORT", value));

        assertThatThrownBy(() -> environment.port("PORT", 5000))
                .isInstanceOf(StartRefused.class)
                .hasMessageContainingAll("PORT", value);
    }
}
