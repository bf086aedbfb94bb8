package io.talel.gateway.auth.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.kernel.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "🔑🔑🔑🔑🔑🔑🔑"})
    void fewer_than_eight_characters_are_too_few(String text) {
        assertThatThrownBy(() -> new Password(text))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("'password' must be at least 8 characters long");
    }

    @Test
    void more_than_256_characters_are_too_many() {
        assertThat(new Password("🔑".repeat(256)).value()).hasSize(512);
        assertThatThrownBy(() -> new Password("a".repeat(257)))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("'password' must be at most 256 characters long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ninechars", "        ", "correct horse battery staple", "пароль-пароль"})
    void nothing_is_asked_of_a_password_but_its_length(String text) {
        assertThat(new Password(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "12345678", "Password123", "QWERTYUIOP", "trustno1"})
    void what_everybody_tries_first_is_refused(String text) {
        assertThatThrownBy(() -> new Password(text))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("'password' is one of the most common passwords");
    }

    @Test
    void a_password_says_nothing_in_logs() {
        assertThat(new Password("correct horse battery")).hasToString("Password");
    }
}
