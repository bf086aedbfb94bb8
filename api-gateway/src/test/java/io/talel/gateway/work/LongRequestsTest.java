package io.talel.gateway.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.talel.gateway.MutableClock;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class LongRequestsTest {

    private static final UserId FIFTH = new UserId(5);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final LongRequests turns = new LongRequests(clock, 4);

    @Test
    void a_person_has_one_at_a_time() {
        try (LongRequests.Turn _ = turns.begin(FIFTH)) {
            assertRefused(FIFTH, 429);
        }
        turns.begin(FIFTH).close();
    }

    @Test
    void whether_there_is_room_can_be_asked_before_and_takes_nothing() {
        turns.requireRoom(FIFTH);
        List<LongRequests.Turn> four = begunByFour();
        assertThatExceptionOfType(HttpRefusal.class)
                .isThrownBy(() -> turns.requireRoom(new UserId(1)))
                .matches(refusal -> refusal.status().value() == 429);
        assertThatExceptionOfType(HttpRefusal.class)
                .isThrownBy(() -> turns.requireRoom(FIFTH))
                .matches(refusal -> refusal.status().value() == 503);
        clock.advance(Duration.ofMinutes(10));
        turns.requireRoom(FIFTH);
        assertThat(four).noneMatch(LongRequests.Turn::isOver);
    }

    @Test
    void four_go_on_however_long_they_take() {
        List<LongRequests.Turn> four = begunByFour();
        clock.advance(Duration.ofDays(1));
        assertThat(four).noneMatch(LongRequests.Turn::isOver);
    }

    @Test
    void the_fifth_waits_until_one_ends_or_the_oldest_has_had_ten_minutes() {
        List<LongRequests.Turn> four = begunByFour();
        clock.advance(Duration.ofMinutes(9));
        assertRefused(FIFTH, 503);
        four.get(3).close();
        turns.begin(new UserId(4));
        clock.advance(Duration.ofMinutes(1));

        turns.begin(FIFTH);
        assertThat(four).extracting(LongRequests.Turn::isOver).containsExactly(true, false, false, false);
        four.getFirst().close();
        turns.begin(new UserId(6));
        assertThat(four).extracting(LongRequests.Turn::isOver).containsExactly(true, true, false, false);
    }

    @Test
    void one_that_has_made_room_takes_none_away_when_it_ends() {
        List<LongRequests.Turn> four = begunByFour();
        clock.advance(Duration.ofMinutes(10));
        turns.begin(FIFTH);
        turns.begin(new UserId(1));
        four.getFirst().close();
        assertRefused(new UserId(1), 429);
    }

    private List<LongRequests.Turn> begunByFour() {
        return LongStream.rangeClosed(1, 4)
                .mapToObj(person -> turns.begin(new UserId(person)))
                .toList();
    }

    private void assertRefused(UserId person, int status) {
        assertThatExceptionOfType(HttpRefusal.class)
                .isThrownBy(() -> turns.begin(person))
                .satisfies(refusal -> {
                    assertThat(refusal.status().value()).isEqualTo(status);
                    assertThat(refusal.headers().getFirst(HttpHeaders.RETRY_AFTER))
                            .isNotNull();
                });
    }
}
