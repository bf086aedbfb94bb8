package io.talel.gateway.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.pool.AnswerMemories;
import io.talel.gateway.web.pool.TestPeers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class LargeReadsTest {

    private static final int LARGE = LargeReads.LARGE_BYTES;

    private final List<Integer> asked = new ArrayList<>();
    private int reservations;
    private final LargeReads reads = new LargeReads(AnswerMemories.ofHeap(1L << 30, () -> {
        reservations++;
        return TestPeers.fast();
    }));

    private record Found(int bytes, Optional<String> text) {}

    @BeforeEach
    void request() {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
    }

    @AfterEach
    void itEnds() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void what_is_small_is_read_at_once() {
        assertThat(read(LARGE, LARGE)).isEqualTo("Text");
        assertThat(asked).containsExactly(LARGE);
        assertThat(reservations).isZero();
    }

    @Test
    void what_becomes_larger_while_it_is_read_is_never_read_without_room() {
        assertThat(read(300_000, 900_000)).isEqualTo("Text");
        assertThat(asked).containsExactly(LARGE, 300_000, 900_000);
        assertThat(reservations).isEqualTo(2);
    }

    @Test
    void what_is_larger_than_it_seemed_takes_more_room_once_it_is_known() {
        assertThat(reads.read(_ -> Optional.of(new Found(900_000, Optional.of("Text"))), Found::bytes, Found::text))
                .isEqualTo("Text");
        assertThat(reservations).isEqualTo(1);
    }

    @Test
    void what_is_not_there_takes_no_room() {
        assertThatExceptionOfType(HttpRefusal.class)
                .isThrownBy(() -> reads.read(_ -> Optional.<Found>empty(), Found::bytes, Found::text));
        assertThat(reservations).isZero();
    }

    /** The sizes that are told until there is room for the larger one. */
    private String read(int first, int then) {
        return reads.read(
                most -> {
                    asked.add(most);
                    int told = most < first ? first : then;
                    return Optional.of(new Found(told, most < told ? Optional.empty() : Optional.of("Text")));
                },
                Found::bytes,
                Found::text);
    }
}
