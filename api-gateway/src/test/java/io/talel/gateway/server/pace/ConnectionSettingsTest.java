package io.talel.gateway.server.pace;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ConnectionSettingsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final DataSize PACE = DataSize.ofKilobytes(8);

    @Test
    void what_makes_no_sense_is_named() {
        assertThatThrownBy(() -> new ConnectionSettings(-1, PATIENCE, PACE)).hasMessageContaining("CONNECTIONS_MOST");
        assertThatThrownBy(() -> new ConnectionSettings(0, Duration.ZERO, PACE))
                .hasMessageContaining("CONNECTIONS_PATIENCE");
        assertThatThrownBy(() -> new ConnectionSettings(0, PATIENCE, DataSize.ofBytes(0)))
                .hasMessageContaining("CONNECTIONS_SLOWEST_PACE");
    }
}
