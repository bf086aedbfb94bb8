package io.talel.ops.console.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.talel.ops.console.imports.OldTables.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OldRowTest {

    @ParameterizedTest
    @CsvSource({
        "2021-07-01 12:00:00.123456, 2021-07-01T10:00:00.123456Z",
        "2022-01-01 12:00:00, 2022-01-01T11:00:00Z",
        "2022-10-30 02:30:00.5, 2022-10-30T00:30:00.500Z"
    })
    void times_are_those_of_berlin_and_of_two_the_first(String written, Instant time) {
        assertThat(row("created_at", written).time("created_at")).isEqualTo(time);
    }

    @Test
    void faults_name_the_column_and_no_value() {
        OldRow row =
                OldRow.of(Table.USER, 17, List.of("id", "username", "account_id"), Arrays.asList("secret", null, "1x"));

        assertThat(row.name()).isEqualTo("line 17 of table user");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> row.text("username"))
                .withMessage("has no username");
        assertThatIllegalArgumentException().isThrownBy(() -> row.text("other")).withMessage("has no other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> row.number("account_id"))
                .withMessage("has no number as account_id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> row.flag("account_id"))
                .withMessageContaining("neither true nor false");
        assertThatIllegalArgumentException().isThrownBy(() -> row.time("account_id"));
        assertThat(row.toString()).doesNotContain("secret");
    }

    @Test
    void a_row_with_too_few_values_has_none() {
        OldRow row = OldRow.of(Table.USER, 17, List.of("id", "username"), List.of("7"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> row.text("id"))
                .withMessage("does not have a value for each column");
    }

    private static OldRow row(String column, String value) {
        return OldRow.of(Table.ACCOUNT, 1, List.of(column), List.of(value));
    }
}
