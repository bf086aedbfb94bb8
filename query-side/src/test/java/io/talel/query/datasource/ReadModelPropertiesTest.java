package io.talel.query.datasource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadModelPropertiesTest {

    @Test
    void it_tells_where_the_read_models_are_and_no_password() {
        ReadModelProperties properties =
                new ReadModelProperties("jdbc:postgresql://db/talelio", "app", "secret-1", "owner", "secret-2", 10, 10);

        assertThat(properties.toString())
                .contains("jdbc:postgresql://db/talelio", "app", "owner")
                .doesNotContain("secret");
    }
}
