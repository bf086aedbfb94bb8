package io.talel.gateway.server.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class ConnectionSettingsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final DataSize PACE = DataSize.ofKilobytes(8);

    @ParameterizedTest
    @CsvSource({"128, 170", "512, 682", "4096, 5461", "7499, 9998", "7500, 10000", "65536, 10000"})
    void a_quarter_of_the_heap_has_room_for_the_connections_but_never_for_more_than_ten_thousand(
            int mebibytes, int connections) {
        assertThat(ConnectionSettings.mostFor(mebibytes * 1024L * 1024)).isEqualTo(connections);
    }

    @ParameterizedTest
    @CsvSource({"128, 1000", "512, 1024", "4096, 8192", "65536, 10000"})
    void a_sixteenth_of_the_heap_has_room_for_the_streams_and_always_for_a_thousand(int mebibytes, int streams) {
        assertThat(ConnectionSettings.streamsFor(mebibytes * 1024L * 1024)).isEqualTo(streams);
    }

    @Test
    void the_heap_of_this_process_counts_unless_a_number_is_set() {
        int ofThisProcess = ConnectionSettings.mostFor(Runtime.getRuntime().maxMemory());
        assertThat(new ConnectionSettings(0, 0, PATIENCE, PACE).most()).isEqualTo(ofThisProcess);
        assertThat(new ConnectionSettings(20_000, 0, PATIENCE, PACE).most()).isEqualTo(20_000);
    }

    @Test
    void what_makes_no_sense_is_named() {
        assertThatThrownBy(() -> new ConnectionSettings(-1, 0, PATIENCE, PACE))
                .hasMessageContaining("CONNECTIONS_MOST");
        assertThatThrownBy(() -> new ConnectionSettings(0, -1, PATIENCE, PACE))
                .hasMessageContaining("CONNECTIONS_STREAMS");
        assertThatThrownBy(() -> new ConnectionSettings(0, 0, Duration.ZERO, PACE))
                .hasMessageContaining("CONNECTIONS_PATIENCE");
        assertThatThrownBy(() -> new ConnectionSettings(0, 0, PATIENCE, DataSize.ofBytes(0)))
                .hasMessageContaining("CONNECTIONS_SLOWEST_PACE");
    }
}
