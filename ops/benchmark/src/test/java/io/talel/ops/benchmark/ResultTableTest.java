package io.talel.ops.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTableTest {

    private static final CpuTime CPU = new CpuTime(100, 20, 150, 180, 200);

    @Test
    void a_row_shows_what_it_is_compared_with_what_it_costs_and_whether_its_aims_are_met() {
        Latencies latencies = new Latencies(List.of(new long[] {3_000_000, 1_000_000}, new long[] {2_000_000}));
        ResultTable table = new ResultTable();
        table.add(Row.ofRate("write", new Round(1_000, 1, CPU, latencies))
                .against(new Round(1_600, 2, CPU), 1.4)
                .costing(new Cost(7.04, 6.26))
                .atMost("CPU-ms", 1.4, 1)
                .atMost("p99", 2, latencies.p99()));
        table.add(new Row("swap", "14 ms", new Round(1_000, 1, CPU)));

        assertThat(table).hasToString("""
                | what  | figure  | compared with | ratio | p50 ms | p99 ms | CPU-ms/op | statements | round trips | aims                                     | others |
                | ----- | ------- | ------------- | ----- | ------ | ------ | --------- | ---------- | ----------- | ---------------------------------------- | ------ |
                | write | 1,000/s | 800/s         | 1.25  | 2.0    | 3.0    | 1.000     | 7.0        | 6.3         | ratio ≥ 1.4 ✗, CPU-ms ≤ 1.4 ✓, p99 ≤ 2 ✗ | 15 %   |
                | swap  | 14 ms   |               |       |        |        | 1.000     |            |             |                                          | 15 %   |
                """);
    }
}
