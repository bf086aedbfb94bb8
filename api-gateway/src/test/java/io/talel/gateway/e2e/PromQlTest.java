package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.e2e.PromQl.Condition;
import io.talel.gateway.e2e.PromQl.Selector;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromQlTest {

    @Test
    void functions_words_durations_and_numbers_are_no_metrics() {
        PromQl expression = PromQl.of("""
                histogram_quantile(0.99, sum by (le, command) (rate(a_seconds_bucket{outcome="done",uri!~"5.."}[5m]))) > 1
                  and on (projection) max_over_time(b[1h:]) unless (c offset 1d) == bool vector(0) or d1 != d1
                """);
        assertThat(expression.selectors())
                .containsExactly(
                        new Selector(
                                "a_seconds_bucket",
                                List.of(new Condition("outcome", "=", "done"), new Condition("uri", "!~", "5.."))),
                        new Selector("b", List.of()),
                        new Selector("c", List.of()),
                        new Selector("d1", List.of()),
                        new Selector("d1", List.of()));
        assertThat(expression.grouping()).containsExactly("command", "le", "projection");
    }

    @Test
    void an_aggregation_in_the_middle_of_an_expression_hides_no_metric() {
        assertThat(PromQl.of("time() - max(a) > 26 * 3600 and min by (b) (c / d) < 1e3")
                        .selectors())
                .extracting(Selector::metric)
                .containsExactly("a", "c", "d");
    }
}
