package io.talel.query.generation;

import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toList;

import io.talel.kernel.NextEvents;
import io.talel.query.datasource.Sql;
import io.talel.query.deadletter.DeadLetterId;
import io.talel.query.deadletter.DeadLetters;
import io.talel.query.projection.FoldedEvent;
import io.talel.query.projection.FoldedEvents;
import io.talel.query.projection.Projection;
import io.talel.query.projection.RowVersion;
import io.talel.query.visibility.ReachedVersions;
import io.talel.query.visibility.VersionAnnouncements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes rows beside the node that owns their segment, so that a dead, frozen or slow node delays no reader. Writes only the
 * next version of a row, under the same lock and by the same statements as a batch. The token does not move: the owner skips
 * the event, or parks it if it fails.
 */
final class AwaitedRowsWriter {

    private static final Logger LOG = LoggerFactory.getLogger(AwaitedRowsWriter.class);

    /** Longest wait for a swap, or for a batch that holds one of the rows. */
    private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '50ms'";

    private static final String SHOWN = "SELECT id, version FROM %s.%s WHERE id = ANY (?) FOR UPDATE SKIP LOCKED";

    /** Most bytes of an event that is folded at once; the longest text, of 1 MiB, may take 0.65 s. */
    static final int SMALL = 16 * 1024;

    private final JdbcTemplate jdbc;
    private final TransactionOperations transactions;
    private final NextEvents log;
    private final VersionAnnouncements announcements;
    private final ReachedVersions reachedVersions;

    /** Larger events, which a thread of their own folds, by projection. */
    private final Map<String, CompletableFuture<List<FoldedEvent>>> large = new HashMap<>();

    AwaitedRowsWriter(
            DataSource readModelDataSource,
            TransactionOperations transactions,
            NextEvents log,
            VersionAnnouncements announcements,
            ReachedVersions reachedVersions) {
        this.jdbc = new JdbcTemplate(readModelDataSource);
        this.transactions = transactions;
        this.log = log;
        this.announcements = announcements;
        this.reachedVersions = reachedVersions;
    }

    /**
     * Writes the next version of each row. Skips rows that another transaction has written meanwhile or holds, parked streams
     * and paused projections. For one thread. The large events of a round are written in a later one, before other large
     * events are read.
     *
     * @param shown version of the row of each stream, -1 where there is none
     */
    void write(Projection projection, Map<String, Long> shown) {
        Map<String, Long> after = new HashMap<>(shown);
        CompletableFuture<List<FoldedEvent>> folding = large.get(projection.name());
        if (folding != null && folding.isDone()) {
            large.remove(projection.name());
            List<FoldedEvent> folded = folding.join();
            write(projection, folded);
            folded.forEach(event -> after.remove(stream(event)));
        }
        if (after.isEmpty()) {
            return;
        }
        boolean busy = large.containsKey(projection.name());
        Map<Boolean, List<DomainEventMessage<?>>> next = log.after(after, busy ? SMALL : Integer.MAX_VALUE).stream()
                .collect(partitioningBy(each -> each.bytes() <= SMALL, mapping(NextEvents.Next::event, toList())));
        next.forEach((small, events) -> {
            if (small) {
                write(projection, events.stream().map(projection::folded).toList());
            } else if (!events.isEmpty()) {
                large.put(projection.name(), foldBeside(projection, events));
            }
        });
    }

    private static CompletableFuture<List<FoldedEvent>> foldBeside(
            Projection projection, List<DomainEventMessage<?>> events) {
        return CompletableFuture.supplyAsync(
                () -> events.stream().map(projection::folded).toList(),
                task -> Thread.ofPlatform().daemon().name("late-rows").start(task));
    }

    /** If a row fails, tries each half, until the row is alone. */
    private void write(Projection projection, List<FoldedEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        try {
            ConnectionCallback<List<RowVersion>> write = connection -> write(connection, projection, events);
            List<RowVersion> reached = Objects.requireNonNull(transactions.execute(_ -> jdbc.execute(write)));
            reached.forEach(row -> reachedVersions.reached(row.position()));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.debug("{} late rows of {} could not be written", events.size(), projection.name(), e);
            if (events.size() > 1 && !concernsAll(e)) {
                write(projection, events.subList(0, events.size() / 2));
                write(projection, events.subList(events.size() / 2, events.size()));
            }
        }
    }

    private static boolean concernsAll(Throwable error) {
        return error instanceof GenerationMismatch || error instanceof CannotCreateTransactionException;
    }

    private List<RowVersion> write(Connection connection, Projection projection, List<FoldedEvent> events)
            throws SQLException {
        Sql.execute(connection, LOCK_TIMEOUT);
        ActiveLock lock = ActiveLock.take(connection, projection);
        if (lock.paused()) {
            return List.of();
        }
        List<String> parked = lock.hasLetters() ? parked(connection, lock.generation(), events) : List.of();
        Map<Long, Long> shown = shown(connection, projection, lock.generation(), events);
        FoldedEvents due = projection.noEvents();
        for (FoldedEvent event : events) {
            String stream = stream(event);
            long row = shown.getOrDefault(projection.idOf(stream), -1L);
            if (!parked.contains(stream) && row == event.event().getSequenceNumber() - 1) {
                due.add(event);
            }
        }
        if (due.isEmpty()) {
            return List.of();
        }
        due.writeTo(connection, lock.generation().schema());
        announcements.announce(connection, due.reached());
        return due.reached();
    }

    private static List<String> parked(Connection connection, Generation active, List<FoldedEvent> events)
            throws SQLException {
        return new DeadLetters(connection, active.projection(), active.number())
                .lock(events.stream().map(AwaitedRowsWriter::stream).toList()).stream()
                        .map(DeadLetterId::stream)
                        .toList();
    }

    /** Locks the rows that no other transaction holds and reads their versions. */
    private static Map<Long, Long> shown(
            Connection connection, Projection projection, Generation active, List<FoldedEvent> events)
            throws SQLException {
        Long[] ids =
                events.stream().map(event -> projection.idOf(stream(event))).toArray(Long[]::new);
        return Sql.list(
                        connection,
                        SHOWN.formatted(active.schema(), projection.view()),
                        (row, _) -> Map.entry(row.getLong(1), row.getLong(2)),
                        (Object) ids)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String stream(FoldedEvent event) {
        return event.event().getAggregateIdentifier();
    }
}
