package io.talel.ops.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void a_row_shows_the_ratio_to_the_raw_limit_and_where_the_cores_went() {
        CpuTime cpu = new CpuTime(100, 150, 180, 10, 200);
        Row row = Row.ofRate("publish", new Round(1_000, 1, cpu), new Round(8_000, 2, cpu), 0.25);

        assertThat(new Table(List.of(row)).toString()).isEqualTo("""
                | what    | figure  | raw limit | ratio | aim    | CPU-ms/op | ours | others | stolen |
                | ------- | ------- | --------- | ----- | ------ | --------- | ---- | ------ | ------ |
                | publish | 1,000/s | 4,000/s   | 0.25  | ≥ 0.25 | 1.000     | 75 % | 15 %   | 5 %    |
                """);
    }
}
