package io.talel.ops.console;

import io.talel.ops.localstack.PostgresDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Transactions that append one event each, at a steady rate. One in twenty waits up to 100 ms between drawing its place
 * and committing, and one in forty rolls back.
 */
public final class Appending implements AutoCloseable {

    private static final String APPEND = """
            INSERT INTO event_store.domain_event
              (event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
               event_name, event_revision, payload, metadata)
            VALUES (gen_random_uuid(), ?, 0, 'Any', now(), 'Appended', '1', convert_to(?, 'UTF8'), '{}')""";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<Void>> writers = new ArrayList<>();

    private Appending() {}

    public static Appending start(PostgresDatabase database, int writers, int aSecond, int events) {
        Appending appending = new Appending();
        for (int writer = 0; writer < writers; writer++) {
            String streams = "any-" + writer + "-";
            long seed = writer;
            Callable<Void> work = () -> {
                append(database, streams, new Random(seed), 1e9 * writers / aSecond, events / writers);
                return null;
            };
            appending.writers.add(appending.threads.submit(work));
        }
        return appending;
    }

    public boolean isOver() {
        return writers.stream().allMatch(Future::isDone);
    }

    private static void append(PostgresDatabase database, String streams, Random random, double pause, int events)
            throws SQLException {
        String payload = "{\"text\": \"" + "word ".repeat(400) + "\"}";
        try (Connection steady = open(database);
                Connection slow = open(database)) {
            int held = 0;
            double due = System.nanoTime();
            for (int event = 0; event < events; event++) {
                due += pause;
                LockSupport.parkNanos((long) due - System.nanoTime());
                if (held > 0 && --held == 0) {
                    slow.commit();
                }
                if (held == 0 && random.nextInt(20) == 0) {
                    insert(slow, streams + event, payload);
                    held = 1 + random.nextInt(100);
                    continue;
                }
                insert(steady, streams + event, payload);
                if (random.nextInt(40) == 0) {
                    steady.rollback();
                } else {
                    steady.commit();
                }
            }
            slow.commit();
        }
    }

    private static Connection open(PostgresDatabase database) throws SQLException {
        Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        connection.setAutoCommit(false);
        return connection;
    }

    private static void insert(Connection connection, String stream, String payload) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
            insert.setString(1, stream);
            insert.setString(2, payload);
            insert.executeUpdate();
        }
    }

    @Override
    public void close() throws InterruptedException, ExecutionException {
        for (Future<Void> writer : writers) {
            writer.get();
        }
        threads.close();
    }
}
