package io.talel.ops.console.projections;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.console.cli.DurationConverter;
import io.talel.query.rebuild.RebuildOrder;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import io.talel.query.rebuild.RebuildReport;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RebuildWordsTest {

    @Test
    void an_order_without_options_is_the_command_alone() {
        assertThat(RebuildWords.command(order(Purpose.REBUILD, null, false, false, RebuildOrder.KEEP)))
                .isEqualTo("projections rebuild article");
        assertThat(RebuildWords.command(order(Purpose.VERIFY, null, false, false, RebuildOrder.KEEP)))
                .isEqualTo("projections verify article");
    }

    @Test
    void every_option_that_decides_something_is_said() {
        assertThat(RebuildWords.command(order(Purpose.REBUILD, null, true, false, RebuildOrder.KEEP)))
                .isEqualTo("projections rebuild article --skip-errors");
        assertThat(RebuildWords.command(order(Purpose.SWITCH, 2, true, true, Duration.ofMinutes(90))))
                .isEqualTo("projections switch article --to 2 --skip-errors --accept-differences --keep 1h30m");
    }

    @Test
    void a_length_of_time_is_said_as_it_is_read() {
        for (Duration keep : new Duration[] {Duration.ofMinutes(1), Duration.ofDays(7), Duration.ofMillis(90_500)}) {
            String command = RebuildWords.command(order(Purpose.REBUILD, null, false, false, keep));

            assertThat(new DurationConverter().convert(command.substring(command.lastIndexOf(' ') + 1)))
                    .isEqualTo(keep);
        }
    }

    @Test
    void what_was_compared_and_what_was_not_is_said() {
        assertThat(RebuildWords.sentence(Purpose.VERIFY, report(5, 5, 0, 0, 0)))
                .startsWith("article: 5 of 5 rows compared, 0 differ; ");
        assertThat(RebuildWords.sentence(Purpose.VERIFY, report(2, 5, 1, 2, 3)))
                .startsWith(
                        "article: 2 of 5 rows compared, 1 differs (article-1 is missing), 2 rows of streams with dead"
                                + " letters left out, 3 rows of the newest events not final yet; ");
        assertThat(RebuildWords.sentence(Purpose.REBUILD, report(2, 5, 0, 2, 1)))
                .contains(
                        "; 2 of 5 rows compared, 0 differ, 2 rows of streams with dead letters left out, 1 row of the");
    }

    private static RebuildReport report(long rows, long existing, long differing, long leftOut, long unsettled) {
        return new RebuildReport(
                "article",
                2,
                1,
                7,
                9,
                rows,
                existing,
                leftOut,
                unsettled,
                differing,
                differing == 0 ? List.of() : List.of("article-1 is missing"),
                0,
                Duration.ofSeconds(1),
                Duration.ZERO);
    }

    private static RebuildOrder order(
            Purpose purpose, @Nullable Integer to, boolean skipErrors, boolean acceptDifferences, Duration keep) {
        return new RebuildOrder("article", purpose, to, skipErrors, acceptDifferences, keep, "grace", "a test");
    }
}
