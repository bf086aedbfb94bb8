package io.talel.command.eventlog.commit;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far the log is settled: nothing will be added below that place any more. No clock decides it, and no bound of
 * time. A transaction that draws a place holds a lock on the sequence until it has ended, after its rows became visible.
 * So once all transactions that held the lock when the log reached a place have ended, every statement that begins then
 * sees what they added. Locks, unlike the times of {@code pg_stat_activity}, show the writers of all roles.
 */
public final class SettledPlaces {

    /** Least time between two looks. */
    public static final Duration PAUSE = Duration.ofMillis(100);

    /** After so long without a look, what an earlier one saw says nothing of the present. */
    private static final Duration MEMORY = Duration.ofSeconds(1);

    /** The sequence of places. */
    static final String PLACES = "event_store.domain_event_global_index_seq";

    /** A column: running transactions that have drawn a number of a sequence, or changed rows of a table, by its name. */
    static final String HOLDERS = """
            ARRAY(SELECT virtualtransaction FROM pg_locks
                  WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted
                    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                    AND relation = ?::regclass)""";

    /** The end of the log is that of the statement's snapshot, which is older than its look at the locks. */
    private static final String LOOK = """
            SELECT (SELECT coalesce(max(global_index), 0) FROM event_store.domain_event),
            """ + HOLDERS;

    private static final long UNKNOWN = -1;

    private final JdbcClient jdbc;
    private final Duration pause;
    private final LongSupplier clock;
    private final ReentrantLock looking = new ReentrantLock();
    private long lastLook;
    private long nextPlace = UNKNOWN;
    private Set<String> writers = new HashSet<>();
    private volatile long place;
    private volatile long end;
    private volatile boolean isKnown;
    private volatile long awaitedSince;

    public SettledPlaces(DataSource dataSource, Duration pause) {
        this(dataSource, pause, System::nanoTime);
    }

    /** @param clock in nanoseconds */
    SettledPlaces(DataSource dataSource, Duration pause, LongSupplier clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.pause = pause;
        this.clock = clock;
        this.awaitedSince = clock.getAsLong();
        this.lastLook = awaitedSince - pause.toNanos();
    }

    /** Every place before this one that a statement begun from now on finds empty stays empty. */
    public long place() {
        return place;
    }

    /** Newest place that the last look saw, settled or not. */
    long end() {
        return end;
    }

    /** Whether {@link #place} is that of now. While transactions write, the first look tells nothing yet. */
    boolean isKnown() {
        return isKnown;
    }

    /** How long the log has not settled further: a transaction has held a place for that long or longer. */
    public Duration awaited() {
        return Duration.ofNanos(clock.getAsLong() - awaitedSince);
    }

    /** Sees whether the log has settled further, unless somebody has just looked or is looking. */
    public void look() {
        if (!looking.tryLock()) {
            return;
        }
        try {
            long sinceLastLook = clock.getAsLong() - lastLook;
            if (sinceLastLook >= pause.toNanos()) {
                View now = jdbc.sql(LOOK).param(PLACES).query(View::of).single();
                if (sinceLastLook > MEMORY.toNanos()) {
                    forget();
                }
                advance(now);
                lastLook = clock.getAsLong();
            }
        } finally {
            looking.unlock();
        }
    }

    /** Reads the column {@link #HOLDERS}. */
    static List<String> holders(ResultSet row, int column) throws SQLException {
        Array holders = row.getArray(column);
        return List.of((String[]) holders.getArray());
    }

    private void forget() {
        isKnown = false;
        nextPlace = UNKNOWN;
        writers.clear();
    }

    private void advance(View now) {
        end = now.end();
        writers.retainAll(now.writers());
        if (writers.isEmpty()) {
            long settled = now.writers().isEmpty() ? now.end() : nextPlace;
            if (settled != UNKNOWN) {
                place = settled;
                isKnown = true;
            }
            nextPlace = now.end();
            writers = new HashSet<>(now.writers());
            awaitedSince = clock.getAsLong();
        }
    }

    /**
     * The log at one moment.
     *
     * @param writers the transactions that have drawn a place and not ended
     */
    private record View(long end, List<String> writers) {

        static View of(ResultSet row, int number) throws SQLException {
            return new View(row.getLong(1), SettledPlaces.holders(row, 2));
        }
    }
}
