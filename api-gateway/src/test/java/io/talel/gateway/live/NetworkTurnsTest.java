package io.talel.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkTurnsTest {

    private final NetworkTurns turns = new NetworkTurns();

    @Test
    void networks_take_turns_and_so_do_the_streams_of_each() {
        LiveStream first = of("greedy");
        LiveStream second = of("greedy");
        LiveStream third = of("greedy");
        LiveStream other = of("modest");
        turns.add(first);
        turns.add(second);
        turns.add(first);
        turns.add(third);
        turns.add(other);

        assertThat(turns.next()).contains(first);
        assertThat(turns.next()).contains(other);
        turns.add(other);
        assertThat(turns.next()).contains(second);
        assertThat(turns.next()).contains(other);
        assertThat(turns.next()).contains(third);
        assertThat(turns.next()).isEmpty();
    }

    private static LiveStream of(String network) {
        return new LiveStream(network, _ -> {});
    }
}
