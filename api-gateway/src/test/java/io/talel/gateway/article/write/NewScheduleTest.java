package io.talel.gateway.article.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.article.write.Scheduling.Scheduled;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.Moment;
import io.talel.kernel.article.Schedule;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whether a repeated request to schedule finds what it wants. */
class NewScheduleTest {

    private static final String MARCH = "2026-03-01T09:30:00Z";
    private static final String APRIL = "2026-04-01T09:30:00Z";
    private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant MID_MARCH = Instant.parse("2026-03-15T00:00:00Z");
    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

    private static final Scheduled DRAFT = new Scheduled(5, ArticleStatus.DRAFT, null);
    private static final Scheduled PUBLISHED = new Scheduled(5, ArticleStatus.PUBLISHED, null);

    private final NewSchedule both = new NewSchedule(MARCH, APRIL);

    @Test
    void the_same_moments_are_what_it_wants() {
        assertThat(both.isMet(draft(MARCH, APRIL), FEBRUARY)).isTrue();
        assertThat(new NewSchedule("2026-03-01T10:30:00+01:00", null).isMet(draft(MARCH, ""), FEBRUARY))
                .isTrue();
    }

    @Test
    void nothing_and_other_moments_are_not() {
        assertThat(both.isMet(DRAFT, FEBRUARY)).isFalse();
        assertThat(both.isMet(draft(MARCH, ""), FEBRUARY)).isFalse();
        assertThat(both.isMet(draft(APRIL, APRIL), FEBRUARY)).isFalse();
        assertThat(new NewSchedule(MARCH, null).isMet(draft(MARCH, APRIL), FEBRUARY))
                .isFalse();
    }

    @Test
    void what_was_done_is_what_it_wants() {
        assertThat(new NewSchedule(MARCH, null).isMet(PUBLISHED, MID_MARCH)).isTrue();
        assertThat(both.isMet(published(APRIL), MID_MARCH)).isTrue();
        assertThat(both.isMet(DRAFT, MAY)).isTrue();
    }

    @Test
    void a_moment_that_came_and_changed_nothing_is_not() {
        assertThat(new NewSchedule(MARCH, null).isMet(DRAFT, MID_MARCH)).isFalse();
        assertThat(both.isMet(PUBLISHED, MAY)).isFalse();
        assertThat(both.isMet(PUBLISHED, MID_MARCH)).isFalse();
    }

    private static Scheduled draft(String publication, String end) {
        return new Scheduled(5, ArticleStatus.DRAFT, new Schedule(3, Moment.of(publication), Moment.of(end)));
    }

    private static Scheduled published(String end) {
        return new Scheduled(5, ArticleStatus.PUBLISHED, new Schedule(3, Moment.NEVER, Moment.of(end)));
    }
}
