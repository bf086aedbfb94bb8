package io.talel.query.generation;

import io.talel.query.datasource.Sql;
import io.talel.query.deadletter.DeadLetterId;
import io.talel.query.deadletter.DeadLetterRetry;
import io.talel.query.deadletter.DeadLetters;
import io.talel.query.deadletter.Fault;
import io.talel.query.projection.FoldedEvent;
import io.talel.query.projection.FoldedEvents;
import io.talel.query.projection.Projection;
import io.talel.query.projection.RowVersion;
import io.talel.query.visibility.ReachedVersions;
import io.talel.query.visibility.VersionAnnouncements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** Retries the letters of active generations, beside the nodes that write them. */
final class ActiveDeadLetterRetry implements DeadLetterRetry {

    /** Letters per transaction, which holds up a swap and the live events of the stream. */
    private static final int BATCH = 50;

    /** Folds no further event after so many characters of texts, which are in memory several times. */
    private static final long MAX_FOLDED = 4 * 1024 * 1024;

    private final List<Projection> projections;
    private final JdbcTemplate jdbc;
    private final TransactionOperations transactions;
    private final Supplier<EventStore> log;
    private final VersionAnnouncements announcements;
    private final ReachedVersions reachedVersions;

    ActiveDeadLetterRetry(
            List<Projection> projections,
            DataSource readModelDataSource,
            TransactionOperations transactions,
            Supplier<EventStore> log,
            VersionAnnouncements announcements,
            ReachedVersions reachedVersions) {
        this.projections = List.copyOf(projections);
        this.jdbc = new JdbcTemplate(readModelDataSource);
        this.transactions = transactions;
        this.log = log;
        this.announcements = announcements;
        this.reachedVersions = reachedVersions;
    }

    @Override
    public List<Retried> retry(String name, Collection<String> streams) {
        Projection projection = projections.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no projection " + name));
        return streams.stream()
                .distinct()
                .map(stream -> retry(projection, stream))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Repeats until no letter is left; live events that come meanwhile are parked behind the last. */
    private Optional<Retried> retry(Projection projection, String stream) {
        StreamInLog events = new StreamInLog(log, stream);
        int taken = 0;
        while (true) {
            Optional<Retried> some = retrySome(projection, stream, fold(projection, stream, events));
            taken += some.map(Retried::taken).orElse(0);
            if (some.isEmpty()) {
                return taken == 0 ? some : Optional.of(new Retried(stream, taken, 0, ""));
            }
            if (!some.get().message().isEmpty()) {
                return Optional.of(
                        new Retried(stream, taken, some.get().left(), some.get().message()));
            }
        }
    }

    /**
     * Reads and folds the events of the first letters, without a transaction: both may take seconds, and the server ends a
     * transaction that stands still.
     *
     * @return what adds the event of a version to a batch, or throws its fault
     */
    private Map<Long, Consumer<FoldedEvents>> fold(Projection projection, String stream, StreamInLog events) {
        Map<Long, Consumer<FoldedEvents>> folded = new HashMap<>();
        long length = 0;
        for (DeadLetterId letter : waiting(projection, stream)) {
            if (folded.size() == BATCH || length > MAX_FOLDED) {
                break;
            }
            try {
                DomainEventMessage<?> event = events.event(letter.version());
                FoldedEvent change = projection.folded(event);
                folded.put(letter.version(), batch -> batch.add(change));
                length += projection.lengthOf(event);
            } catch (RuntimeException e) {
                folded.put(letter.version(), _ -> {
                    throw e;
                });
                // The letters behind it stay anyway.
                break;
            }
        }
        return folded;
    }

    private List<DeadLetterId> waiting(Projection projection, String stream) {
        ConnectionCallback<List<DeadLetterId>> look = connection -> {
            Generation active = ActiveLock.take(connection, projection).generation();
            return new DeadLetters(connection, projection.name(), active.number()).lock(List.of(stream));
        };
        return Objects.requireNonNull(transactions.execute(_ -> jdbc.execute(look)));
    }

    private Optional<Retried> retrySome(
            Projection projection, String stream, Map<Long, Consumer<FoldedEvents>> folded) {
        List<RowVersion> reached = new ArrayList<>();
        ConnectionCallback<Optional<Retried>> retry = connection -> {
            // Waits for the disk: a lost batch is projected again, but a lost retry is not.
            Sql.execute(connection, "SET LOCAL synchronous_commit = on");
            Optional<Retried> retried = retrySome(connection, projection, stream, folded, reached);
            announcements.announce(connection, reached);
            return retried;
        };
        Optional<Retried> retried = Objects.requireNonNull(transactions.execute(_ -> jdbc.execute(retry)));
        reached.forEach(row -> reachedVersions.reached(row.position()));
        return retried;
    }

    /** @return empty if there are no letters; nothing taken if another retry has changed the first ones */
    private static Optional<Retried> retrySome(
            Connection connection,
            Projection projection,
            String stream,
            Map<Long, Consumer<FoldedEvents>> folded,
            List<RowVersion> reached)
            throws SQLException {
        Generation active = ActiveLock.take(connection, projection).generation();
        DeadLetters letters = new DeadLetters(connection, projection.name(), active.number());
        SingleEventWriter single = new SingleEventWriter(connection, projection, active.schema());
        List<DeadLetterId> waiting = letters.lock(List.of(stream));
        int taken = 0;
        for (DeadLetterId letter : waiting) {
            Consumer<FoldedEvents> event = folded.get(letter.version());
            if (event == null) {
                break;
            }
            Optional<Fault> fault = single.take(event, reached::addAll);
            if (fault.isPresent()) {
                letters.failAgain(letter, fault.get());
                return Optional.of(new Retried(
                        stream, taken, waiting.size() - taken, fault.get().message()));
            }
            letters.remove(letter);
            taken++;
        }
        return waiting.isEmpty()
                ? Optional.empty()
                : Optional.of(new Retried(stream, taken, waiting.size() - taken, ""));
    }
}
