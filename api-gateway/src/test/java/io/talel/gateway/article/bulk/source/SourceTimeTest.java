package io.talel.gateway.article.bulk.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.talel.gateway.article.bulk.archive.Unreadable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2020-02-29, 2020-02-29T00:00:00Z",
        "2020-2-9, 2020-02-09T00:00:00Z",
        "2020-02-29 10:00, 2020-02-29T10:00:00Z",
        "2020-02-29 10:00:01 +0100, 2020-02-29T09:00:01Z",
        "2020-02-29 10:00:01 UTC, 2020-02-29T10:00:01Z",
        "2020-02-29T10:00:01+01:00, 2020-02-29T09:00:01Z",
        "2020-02-29T10:00:01.123456789Z, 2020-02-29T10:00:01.123456Z",
        "2020-02-29T10:00:01.000Z, 2020-02-29T10:00:01Z",
        "1582970401000, 2020-02-29T10:00:01Z",
        "1582970401, 2020-02-29T10:00:01Z"
    })
    void times_are_read_as_people_and_programs_write_them(String text, String time) {
        assertThat(SourceTime.of(text)).hasToString(time);
    }

    @Test
    void times_of_day_without_an_offset_are_told() {
        assertThat(SourceTime.remarks("2020-02-29 10:00", "")).hasSize(1);
        assertThat(SourceTime.remarks("2020-02-29", "2020-02-29T10:00:01.5")).hasSize(1);
        assertThat(SourceTime.remarks("2020-02-29", "", "1582970401", "2020-02-29T10:00Z", "2020-02-29 10:00 +0100"))
                .isEmpty();
    }

    @Test
    void nothing_is_no_time() {
        assertThat(SourceTime.of(" ")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2021-02-29",
                "2020-13-01",
                "2020-02-29T25:00:00Z",
                "0000-00-00 00:00:00",
                "2020",
                "15829704010",
                "20200229"
            })
    void what_is_no_time_is_unreadable(String text) {
        assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> SourceTime.of(text));
    }
}
