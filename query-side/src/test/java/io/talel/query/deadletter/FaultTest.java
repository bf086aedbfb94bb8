package io.talel.query.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.talel.query.projection.RefusedEvent;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;

class FaultTest {

    @ParameterizedTest
    @CsvSource({
        "08006, false", // connection lost
        "22001, true", // value too long
        "22021, true", // a character that the encoding does not have
        "23502, true", // not null
        "23505, true", // unique
        "23514, true", // check
        "25006, false", // read-only transaction
        "25P02, false", // in a failed transaction
        "28P01, false", // wrong password
        "40001, false", // serialization failure
        "40P01, false", // deadlock
        "42501, false", // no right
        "42P01, false", // no such table
        "53100, false", // disk full
        "53300, false", // too many connections
        "54000, true", // index row too large
        "55P03, false", // lock timeout
        "57014, false", // statement timeout
        "57P01, false", // server is stopped
        "58030, false", // disk error
        "XX000, false", // bug or damage
        ", false" // unknown
    })
    void an_error_of_the_database_is_the_events_fault_or_the_worlds_by_its_state(String state, boolean ofTheEvent) {
        SQLException error = new SQLException("ERROR: something", state);

        assertThat(Fault.of(error).ofTheEvent()).isEqualTo(ofTheEvent);
        assertThat(Fault.of(new IllegalStateException(batch(error))).ofTheEvent())
                .isEqualTo(ofTheEvent);
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                arguments(new RefusedEvent("unknown"), true),
                arguments(new NullPointerException(), true),
                arguments(new StackOverflowError(), true),
                arguments(new SerializationException("cannot read", new IOException("no JSON")), true),
                arguments(new IllegalStateException("sealed for another place"), true),
                arguments(new OutOfMemoryError(), false),
                arguments(new NoClassDefFoundError(), false),
                arguments(new DeadLettersFull("full"), false),
                arguments(new DataAccessResourceFailureException("away"), false),
                arguments(new CannotCreateTransactionException("away"), false),
                arguments(new SerializationException("cannot read", new SocketTimeoutException()), false),
                arguments(new CannotGetJdbcConnectionException("away", new SQLTransientConnectionException()), false));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void any_other_error_is_the_events_fault_unless_something_is_away_or_exhausted(
            Throwable error, boolean ofTheEvent) {
        assertThat(Fault.of(error).ofTheEvent()).isEqualTo(ofTheEvent);
    }

    @Test
    void messages_of_the_database_that_quote_no_value_are_kept() {
        assertThat(Fault.of(new SQLException("ERROR: value too long for type character varying(5)", "22001"))
                        .message())
                .isEqualTo("SQLSTATE 22001: value too long for type character varying(5)");
        assertThat(Fault.of(new SQLException("ERROR: invalid input syntax for type integer: \"ada@talel.io\"", "22P02"))
                        .message())
                .isEqualTo("SQLSTATE 22P02: invalid input syntax for type integer");
        assertThat(Fault.of(new SQLException("ERROR: violates unique constraint \"article_pkey\"", "23505"))
                        .message())
                .isEqualTo("SQLSTATE 23505: violates unique constraint \"article_pkey\"");
    }

    @Test
    void other_errors_keep_their_kind_and_place_without_their_message() {
        Fault fault = Fault.of(new SerializationException("at ada@talel.io", new IOException("ada@talel.io")));

        assertThat(fault.cause()).isEqualTo("java.io.IOException");
        assertThat(fault.message())
                .startsWith("SerializationException: IOException, in ")
                .contains("FaultTest.java")
                .doesNotContain("ada");
    }

    @Test
    void a_message_is_cut() {
        assertThat(Fault.of(new RefusedEvent("x".repeat(2_000))).message()).hasSize(500);
    }

    private static BatchUpdateException batch(SQLException cause) {
        return new BatchUpdateException("Batch entry 0 was aborted", cause.getSQLState(), new int[0], cause);
    }
}
