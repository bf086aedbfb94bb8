package io.talel.command.eventlog.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionLossTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "08003", "57P01", "57P02"})
    void a_broken_connection_and_a_server_that_ends_the_session_are_losses(String state) {
        assertThat(ConnectionLoss.isBehind(new IllegalStateException(new SQLException("lost", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "53100", "57014", "25P02"})
    void an_answered_error_is_none(String state) {
        assertThat(ConnectionLoss.isBehind(new IllegalStateException(new SQLException("refused", state))))
                .isFalse();
    }

    @Test
    void an_error_that_the_server_reports_as_it_dies_is_one() {
        SQLException panic = new SQLException("could not write the log", "53100");
        panic.setNextException(new SQLException("An I/O error occurred", "08006"));

        assertThat(ConnectionLoss.isBehind(new IllegalStateException(panic))).isTrue();
    }

    @Test
    void an_error_of_no_database_is_none() {
        assertThat(ConnectionLoss.isBehind(new IllegalStateException(new SQLException("without a state"))))
                .isFalse();
        assertThat(ConnectionLoss.isBehind(new IllegalStateException())).isFalse();
    }
}
