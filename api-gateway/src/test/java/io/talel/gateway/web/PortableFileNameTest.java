package io.talel.gateway.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortableFileNameTest {

    @ParameterizedTest
    @CsvSource({
        "a-slug,    a-slug",
        "a/b,       a_b.7",
        ".htaccess, _htaccess.7",
        "con,       _con.7",
        "Aux.old,   _Aux.old.7",
        "console,   console"
    })
    void a_name_that_a_system_cannot_take_is_changed_and_gets_the_number(String text, String name) {
        assertThat(PortableFileName.of(text, 7)).isEqualTo(name);
    }

    @Test
    void a_long_name_is_cut_between_two_characters() {
        String name = PortableFileName.of("文".repeat(255), 7);

        assertThat(name).isEqualTo("文".repeat(66) + ".7");
        assertThat(name.getBytes(UTF_8)).hasSizeLessThan(255);
    }
}
