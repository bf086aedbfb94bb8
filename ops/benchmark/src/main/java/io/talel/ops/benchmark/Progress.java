package io.talel.ops.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** How far a replay was at one moment. */
record Progress(long articles, long nanos, CpuTime cpu) {

    /** Often enough for a replay of seconds, and seldom enough for counting to take little of them. */
    private static final long POLL_MILLIS = 200;

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String UNDEFINED_TABLE = "42P01";

    /** Watches a read database until it shows that many articles; begins with the first of them. */
    static List<Progress> watch(Connection readDatabase, long articles, Supplier<CpuTime> cpu)
            throws SQLException, InterruptedException {
        List<Progress> progress = new ArrayList<>();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (progress.isEmpty() || progress.getLast().articles() < articles) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the replay did not end in " + LIMIT + ": " + progress);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            long shown = shown(readDatabase);
            if (shown > 0) {
                progress.add(new Progress(shown, System.nanoTime(), cpu.get()));
            }
        }
        return progress;
    }

    Round until(Progress later) {
        return new Round(later.articles - articles, (later.nanos - nanos) / 1e9, later.cpu.since(cpu));
    }

    private static long shown(Connection readDatabase) throws SQLException {
        try (PreparedStatement count = readDatabase.prepareStatement("select count(*) from article_g1.article");
                ResultSet result = count.executeQuery()) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            if (UNDEFINED_TABLE.equals(e.getSQLState())) {
                return 0;
            }
            throw e;
        }
    }
}
