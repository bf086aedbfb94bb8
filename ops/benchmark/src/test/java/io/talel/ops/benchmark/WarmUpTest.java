package io.talel.ops.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private final WarmUp warmUp = new WarmUp();

    @Test
    void it_ends_when_three_rounds_are_no_cheaper_and_the_compilers_have_little_to_do() {
        round(100, 50);
        round(80, 50);
        round(80, 50);
        round(79, 50);
        assertThat(warmUp.isOver()).isFalse();
        round(80, 10);
        assertThat(warmUp.isOver()).isTrue();
    }

    @Test
    void a_server_whose_compilers_are_behind_is_not_warm_though_rounds_cost_the_same() {
        IntStream.range(0, 10).forEach(_ -> round(100, 60));
        assertThat(warmUp.isOver()).isFalse();
        round(50, 0);
        assertThat(warmUp.isOver()).isFalse();
        IntStream.range(0, 3).forEach(_ -> round(50, 0));
        assertThat(warmUp.isOver()).isTrue();
    }

    @Test
    void it_ends_in_any_case() {
        IntStream.range(1, WarmUp.MOST_ROUNDS).forEach(_ -> round(100, 150));
        assertThat(warmUp.isOver()).isFalse();
        round(100, 150);
        assertThat(warmUp.isOver()).isTrue();
    }

    /** A hundred operations. */
    private void round(long serverTicks, long compilerTicks) {
        warmUp.add(new Round(100, 5, new CpuTime(serverTicks, compilerTicks, serverTicks, serverTicks, 1000)));
    }
}
