package io.talel.ops.backup.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.talel.ops.backup.outcome.Refused;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionPolicyTest {

    @Test
    void without_variables_it_is_the_default() {
        assertThat(RetentionPolicy.of(Map.of())).isEqualTo(RetentionPolicy.DEFAULT);
    }

    @Test
    void each_variable_says_one_number() {
        assertThat(RetentionPolicy.of(Map.of(
                        "BACKUP_KEEP_DAYS", "30",
                        "BACKUP_KEEP_WEEKS", "0",
                        "BACKUP_KEEP_MONTHS", "24",
                        "BACKUP_KEEP_FULL", "3")))
                .isEqualTo(new RetentionPolicy(30, 0, 24, 3));
    }

    @ParameterizedTest
    @CsvSource({"BACKUP_KEEP_DAYS, a week", "BACKUP_KEEP_MONTHS, -1", "BACKUP_KEEP_WEEKS, 1.5", "BACKUP_KEEP_FULL, 0"})
    void what_is_no_number_and_what_would_keep_no_full_backup_is_refused(String variable, String value) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> RetentionPolicy.of(Map.of(variable, value)))
                .withMessageStartingWith(variable + " is ");
    }
}
