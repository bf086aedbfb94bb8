package io.talel.ops.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.format.BackupId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a drill proves a backup. */
class DrillReportTest {

    @Test
    void rows_that_are_the_same_prove_it_whatever_has_moved_on() {
        assertThat(report(9, 3, 0, 5, 1).isAlike()).isTrue();
        assertThat(report(9, 3, 1, 5, 1).isAlike()).isFalse();
    }

    @Test
    void where_nothing_could_be_compared_nothing_is_proven() {
        assertThat(report(9, 0, 0, 5, 0).isAlike()).isFalse();
        assertThat(report(9, 0, 0, 0, 5).isAlike()).isFalse();
        assertThat(Drill.sentence(report(9, 0, 0, 5, 0))).contains("Nothing could be compared");
    }

    @Test
    void where_there_is_nothing_to_compare_nothing_is_missing() {
        assertThat(report(0, 0, 0, 5, 0).isAlike()).isTrue();
        assertThat(report(9, 0, 0, 0, 0).isAlike()).isTrue();
    }

    @Test
    void streams_that_only_the_restored_read_models_cannot_take_or_that_lack_an_event_disprove_it() {
        assertThat(report(9, 3, 0, 0, 1, 0, 0).isAlike()).isTrue();
        assertThat(report(9, 3, 0, 0, 1, 1, 0).isAlike()).isFalse();
        assertThat(report(9, 3, 0, 0, 0, 0, 2).isAlike()).isFalse();
        assertThat(Drill.sentence(report(9, 3, 0, 0, 1, 1, 2)))
                .contains("1 stream has dead letters that the live read models lack, 2 streams lack an event before the"
                        + " last one, for example: article-1 is restored only; 3 are equal.");
    }

    private static DrillReport report(long events, long alike, long differing, long movedOn, long leftOut) {
        return report(events, alike, differing, movedOn, leftOut, 0, 0);
    }

    private static DrillReport report(
            long events, long alike, long differing, long movedOn, long leftOut, long newlyParked, long broken) {
        ComparisonResult compared = new ComparisonResult(
                "article",
                alike,
                differing,
                movedOn,
                leftOut,
                newlyParked,
                "",
                "",
                List.of("article-1 is restored only"));
        return new DrillReport(
                new BackupId("20260101T000000000Z-0123abcd"),
                events,
                events,
                1,
                1,
                null,
                broken,
                List.of(compared),
                List.of());
    }
}
