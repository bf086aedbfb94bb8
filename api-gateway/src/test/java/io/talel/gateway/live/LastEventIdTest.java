package io.talel.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.kernel.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LastEventIdTest {

    @Test
    void the_header_counts_for_more_than_the_address() {
        assertThat(LastEventId.of("8", "7")).contains(new LastEventId(LastEventId.HEADER, 8L));
        assertThat(LastEventId.of(null, "7")).contains(new LastEventId("after", 7L));
        assertThat(LastEventId.of("", "7")).contains(new LastEventId("after", 7L));
        assertThat(LastEventId.of(null, null)).isEmpty();
        assertThat(LastEventId.of("0", null)).contains(new LastEventId(LastEventId.HEADER, 0L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "07", "1.5", " 1", "1e3", "12345678901234567890"})
    void whatever_no_stream_has_sent_is_refused(String text) {
        assertThatThrownBy(() -> LastEventId.of(text, null)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> LastEventId.of(null, text)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void an_empty_parameter_is_refused() {
        assertThatThrownBy(() -> LastEventId.of(null, "")).isInstanceOf(InvalidValue.class);
    }

    @Test
    void an_unknown_place_is_named_as_the_client_named_it() {
        assertThat(LastEventId.of(null, "9").orElseThrow().unknown())
                .hasMessage("'after' is not known: begin without it");
        assertThat(LastEventId.of("9", null).orElseThrow().unknown())
                .hasMessage("'Last-Event-ID' is not known: begin without it");
    }
}
