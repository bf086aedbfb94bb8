package io.talel.command.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.command.Node;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class IdSequenceIT {

    private static final int NUMBERS = 300;

    @Test
    void nodes_that_draw_at_once_never_get_the_same_number_theirs_grow_and_the_sequence_stays_ahead()
            throws ExecutionException, InterruptedException {
        PostgresDatabase database = SharedServers.newDatabase();
        try (Node _ = Node.on(database);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            DriverManagerDataSource dataSource =
                    new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
            List<Future<List<Long>>> drawing = new ArrayList<>();
            for (int node = 0; node < 2; node++) {
                IdSequence numbers = new IdSequence(dataSource, "event_store.article_id");
                for (int thread = 0; thread < 2; thread++) {
                    drawing.add(threads.submit(() -> LongStream.range(0, NUMBERS)
                            .mapToObj(_ -> numbers.next())
                            .toList()));
                }
            }
            List<Long> drawn = new ArrayList<>();
            for (Future<List<Long>> each : drawing) {
                assertThat(each.get()).isSorted();
                drawn.addAll(each.get());
            }

            assertThat(drawn).hasSize(4 * NUMBERS);
            assertThat(new HashSet<>(drawn)).hasSize(4 * NUMBERS);
            long last = JdbcClient.create(dataSource)
                    .sql("SELECT last_value FROM event_store.article_id")
                    .query(Long.class)
                    .single();
            assertThat(drawn).allMatch(number -> number <= last);
        }
    }
}
