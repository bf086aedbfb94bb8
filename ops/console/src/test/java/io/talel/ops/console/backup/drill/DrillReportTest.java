package io.talel.ops.console.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.console.backup.archive.BackupId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What proves a backup. */
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

    private static DrillReport report(long events, long alike, long differing, long movedOn, long leftOut) {
        Compared compared =
                new Compared("article", alike, differing, movedOn, leftOut, "", "", List.of("article-1 is not live"));
        return new DrillReport(
                new BackupId("20260101T000000000Z-0123abcd"), events, events, 1, 1, null, List.of(compared), List.of());
    }
}
