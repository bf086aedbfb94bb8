package io.talel.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class DatabasesHealthTest {

    @Test
    void all_that_answer_are_up() {
        Health health = new DatabasesHealth(Map.of("a", answering(true), "b", answering(true))).health();
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails()).containsEntry("a", true).containsEntry("b", true);
    }

    @Test
    void one_that_does_not_answer_is_named() {
        DataSource refusing = dataSource(() -> {
            throw new SQLException("refused");
        });
        for (DataSource broken : new DataSource[] {refusing, answering(false)}) {
            Health health = new DatabasesHealth(Map.of("a", answering(true), "b", broken)).health();
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails()).containsEntry("a", true).containsEntry("b", false);
        }
    }

    @Test
    void they_are_asked_all_at_once() {
        CyclicBarrier bothAsked = new CyclicBarrier(2);
        DataSource waiting = dataSource(() -> {
            bothAsked.await(10, TimeUnit.SECONDS);
            return connection(true);
        });
        Health health = new DatabasesHealth(Map.of("a", waiting, "b", waiting)).health();
        assertThat(health.getStatus()).isEqualTo(Status.UP);
    }

    private interface Opening {
        Connection open() throws Exception;
    }

    private static DataSource answering(boolean valid) {
        return dataSource(() -> connection(valid));
    }

    private static DataSource dataSource(Opening opening) {
        return stub(DataSource.class, opening::open);
    }

    private static Connection connection(boolean valid) {
        return stub(Connection.class, () -> valid);
    }

    private interface Result {
        Object get() throws Exception;
    }

    /** A proxy whose methods all return the result. */
    private static <T> T stub(Class<T> type, Result result) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (_, method, _) -> method.getReturnType() == void.class ? null : result.get()));
    }
}
