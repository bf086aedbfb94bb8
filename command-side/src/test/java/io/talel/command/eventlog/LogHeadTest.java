package io.talel.command.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

class LogHeadTest {

    @Test
    void a_database_that_does_not_answer_is_asked_once_in_a_while_and_the_head_is_no_number() {
        AtomicInteger asked = new AtomicInteger();
        LogHead head = new LogHead(new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                asked.incrementAndGet();
                throw new SQLException("nobody answers");
            }

            @Override
            public Connection getConnection(String username, String password) throws SQLException {
                return getConnection();
            }
        });

        assertThat(head.place()).isNaN();
        assertThat(head.place()).isNaN();
        assertThat(asked).hasValue(1);
    }
}
