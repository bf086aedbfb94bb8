package io.talel.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogPositionTest {

    private static final int PLACES = 60;

    @Test
    void an_event_behind_the_position_leaves_a_gap_and_one_in_a_gap_fills_it() {
        LogPosition position = LogPosition.at(3).advanceTo(8).advanceTo(6);

        assertThat(position).isEqualTo(LogPosition.of(8, List.of(4, 5, 7)));
        assertThat(position.hasPassed(6)).isTrue();
        assertThat(position.hasPassed(7)).isFalse();
        assertThat(position.hasPassed(9)).isFalse();
    }

    @Test
    void an_event_that_has_been_passed_is_not_read_again() {
        assertThatThrownBy(() -> LogPosition.at(3).advanceTo(2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_position_that_misses_an_event_is_not_one_that_has_settled_beyond_it() {
        LogPosition misses = LogPosition.of(100, List.of(40, 50));
        LogPosition settled = misses.withGapsTruncatedAt(70);

        assertThat(misses).isNotEqualTo(settled);
        assertThat(settled).isNotEqualTo(misses).isEqualTo(LogPosition.at(100)).hasSameHashCodeAs(LogPosition.at(100));
    }

    @Test
    void a_few_gaps_are_stored_as_axon_stores_them_and_many_as_runs() {
        assertThat(LogPosition.at(3).advanceTo(6).stored()).hasToString("{index=6, gaps=[4, 5]}");
        assertThat(LogPosition.at(3).advanceTo(150_004).stored()).hasToString("{index=150004, gaps=[[4, 150003]]}");
    }

    @Test
    void older_versions_can_read_what_is_stored_unless_a_run_is_long() {
        LogPosition few = LogPosition.at(3).advanceTo(6).advanceTo(9);
        LogPosition many = few.advanceTo(1_000);

        assertThat(LogPosition.toStore(few)).isEqualTo(GapAwareTrackingToken.newInstance(9, Set.of(4L, 5L, 7L, 8L)));
        assertThat(LogPosition.toStore(many)).isSameAs(many);
        assertThat(LogPosition.toStore(null)).isNull();
    }

    @Test
    void what_is_stored_is_read_as_the_same() {
        LogPosition position = LogPosition.at(3).advanceTo(6).advanceTo(5_000).advanceTo(900);

        assertThat(LogPosition.of((Long) position.stored().get("index"), (List<?>)
                        position.stored().get("gaps")))
                .isEqualTo(position);
    }

    /** Compares it with Axon's token, which keeps every gap by itself. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void it_is_what_axon_says_it_is(long seed) {
        Random random = new Random(seed);
        for (int turn = 0; turn < 50; turn++) {
            compare(random);
        }
    }

    private static void compare(Random random) {
        GapAwareTrackingToken one = axons(random);
        GapAwareTrackingToken other = axons(random);

        assertThat(ours(one).covers(ours(other))).isEqualTo(one.covers(other));
        assertThat(gapsOf(ours(one).lowerBound(ours(other)))).isEqualTo(gapsOf(one.lowerBound(other)));
        assertThat(gapsOf(ours(one).upperBound(ours(other))))
                .isEqualTo(gapsOf((GapAwareTrackingToken) one.upperBound(other)));
        long place = random.nextInt(PLACES);
        assertThat(gapsOf(ours(one).withGapsTruncatedAt(place))).isEqualTo(gapsOf(one.withGapsTruncatedAt(place)));
        assertThat(ours(one).withGapsTruncatedAt(place).covers(ours(other).withGapsTruncatedAt(place / 2)))
                .isEqualTo(one.withGapsTruncatedAt(place).covers(other.withGapsTruncatedAt(place / 2)));
        for (long next : LongStream.rangeClosed(0, PLACES + 3).toArray()) {
            assertThat(ours(one).hasPassed(next))
                    .isEqualTo(next <= one.getIndex() && !one.getGaps().contains(next));
            if (!ours(one).hasPassed(next)) {
                assertThat(gapsOf(ours(one).advanceTo(next))).isEqualTo(gapsOf(one.advanceTo(next, Integer.MAX_VALUE)));
            }
        }
    }

    private static GapAwareTrackingToken axons(Random random) {
        long index = 5 + random.nextInt(PLACES - 5);
        double often = random.nextDouble();
        Set<Long> gaps = LongStream.range(0, index)
                .filter(_ -> random.nextDouble() < often)
                .boxed()
                .collect(Collectors.toSet());
        return GapAwareTrackingToken.newInstance(index, gaps);
    }

    private static LogPosition ours(GapAwareTrackingToken token) {
        return LogPosition.of(token);
    }

    private static List<Object> gapsOf(GapAwareTrackingToken token) {
        return List.of(token.getIndex(), new HashSet<>(token.getGaps()));
    }
}
