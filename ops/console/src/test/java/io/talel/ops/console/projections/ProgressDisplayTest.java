package io.talel.ops.console.projections;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.query.rebuild.RebuildProgress;
import io.talel.query.rebuild.RebuildProgress.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {

    @Test
    void the_bar_shows_how_much_is_done_how_fast_and_for_how_long_still() {
        assertThat(ProgressDisplay.bar(
                        new RebuildProgress("article", 2, Phase.FILLING, 500, 1000, 250, Duration.ofSeconds(2), 1)))
                .isEqualTo(
                        "filling [###############...............]  50 %  500/1000  250 events/s  2 s left  1 parked");
    }

    @Test
    void an_empty_log_is_done() {
        assertThat(ProgressDisplay.bar(new RebuildProgress("article", 2, Phase.CATCHING_UP, 0, 0, 0, null, 0)))
                .startsWith("catching up [##############################] 100 %");
    }
}
