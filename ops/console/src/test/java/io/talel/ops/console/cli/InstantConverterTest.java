package io.talel.ops.console.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class InstantConverterTest {

    private static final Instant NOW = Instant.parse("2026-01-31T09:00:00Z");

    private final InstantConverter converter = new InstantConverter(Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T08:00:00Z, 2026-01-31T08:00:00Z",
        "2026-01-31T10:00:00+01:00, 2026-01-31T09:00:00Z",
        "90s, 2026-01-31T08:58:30Z",
        "30m, 2026-01-31T08:30:00Z",
        "2h, 2026-01-31T07:00:00Z",
        "7d, 2026-01-24T09:00:00Z"
    })
    void it_is_a_time_or_how_long_ago_it_was(String typed, Instant meant) {
        assertThat(converter.convert(typed)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-01-31",
                "2026-01-31T09:00:00",
                "-5m",
                "0s",
                "5",
                "m",
                "",
                "+10000-01-01T00:00:00Z",
                "-0001-12-31T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "0001-01-01T00:00:00+18:00",
                "9999-12-31T23:59:59-18:00",
                "3651d"
            })
    void anything_else_is_refused(String typed) {
        assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> converter.convert(typed));
    }

    @Test
    void what_is_refused_is_told_with_what_is_understood() {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> converter.convert("yesterday"))
                .withMessage("'yesterday' is not a time: " + InstantConverter.SYNTAX);
    }
}
