package io.talel.ops.backup.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StreamPlacesTest {

    private final List<String> wrong = new ArrayList<>();

    @Test
    void streams_that_count_from_zero_are_right() throws IOException {
        check(StreamPlaces.STREAMS, "a0", "b0", "a1", "b1", "a2", "c0");

        assertThat(wrong).isEmpty();
    }

    @Test
    void a_hole_a_double_and_a_late_beginning_are_told_once_each() throws IOException {
        check(StreamPlaces.STREAMS, "a0", "a2", "a3", "b0", "b0", "b1", "c1", "c2");

        assertThat(wrong)
                .containsExactly(
                        "event 2 has 2 instead of 1", "event 5 has 0 instead of 1", "event 7 has 1 instead of 0");
    }

    @Test
    void after_events_that_are_missing_nothing_is_told() throws IOException {
        try (StreamPlaces places = places(StreamPlaces.STREAMS)) {
            places.take("a", 0, 1, 0);
            places.lose();
            places.take("a", 0, 2, 7);
            places.finish();
        }

        assertThat(wrong).isEmpty();
    }

    @Property(tries = 50)
    void streams_that_have_no_room_in_memory_are_told_of_too(
            @ForAll @IntRange(min = 1, max = 50) int limit, @ForAll @IntRange(min = 0, max = 299) int hole)
            throws IOException {
        wrong.clear();
        List<String> log = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            for (int stream = 0; stream < 100; stream++) {
                log.add("article-" + stream + ":" + (log.size() == hole ? number + 5 : number));
            }
        }

        try (StreamPlaces places = places(limit)) {
            for (int event = 0; event < log.size(); event++) {
                String[] parts = log.get(event).split(":", -1);
                places.take(parts[0], 0, event + 1, Long.parseLong(parts[1]));
            }
            places.finish();
        }

        assertThat(wrong)
                .first()
                .isEqualTo("event %d has %d instead of %d".formatted(hole + 1, hole / 100 + 5, hole / 100));
        assertThat(wrong).hasSize(3 - hole / 100);
    }

    private void check(int limit, String... log) throws IOException {
        try (StreamPlaces places = places(limit)) {
            for (int event = 0; event < log.length; event++) {
                places.take(log[event].substring(0, 1), 0, event + 1, Long.parseLong(log[event].substring(1)));
            }
            places.finish();
        }
    }

    private StreamPlaces places(int limit) {
        return new StreamPlaces(
                limit,
                (_, position, number, expected) ->
                        wrong.add("event %d has %d instead of %d".formatted(position, number, expected)));
    }
}
