package io.talel.query.generation;

import io.talel.query.datasource.Sql;
import io.talel.query.deadletter.DeadLetterId;
import io.talel.query.deadletter.DeadLetterRetry;
import io.talel.query.deadletter.DeadLetters;
import io.talel.query.deadletter.Fault;
import io.talel.query.projection.Projection;
import io.talel.query.projection.RowVersion;
import io.talel.query.visibility.ReachedVersions;
import io.talel.query.visibility.VersionAnnouncements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** Retries the letters of active generations, beside the nodes that write them. */
final class ActiveDeadLetterRetry implements DeadLetterRetry {

    /** Letters per transaction, which holds up a swap and the live events of the stream. */
    private static final int BATCH = 50;

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
            Optional<Retried> some = retrySome(projection, stream, events);
            taken += some.map(Retried::taken).orElse(0);
            if (some.isEmpty()) {
                return taken == 0 ? some : Optional.of(new Retried(stream, taken, 0, ""));
            }
            if (!some.get().message().isEmpty() || some.get().taken() == 0) {
                return Optional.of(
                        new Retried(stream, taken, some.get().left(), some.get().message()));
            }
        }
    }

    private Optional<Retried> retrySome(Projection projection, String stream, StreamInLog events) {
        List<RowVersion> reached = new ArrayList<>();
        ConnectionCallback<Optional<Retried>> retry = connection -> {
            // Waits for the disk: a lost batch is projected again, but a lost retry is not.
            Sql.execute(connection, "SET LOCAL synchronous_commit = on");
            Optional<Retried> retried = retrySome(connection, projection, stream, events, reached);
            announcements.announce(connection, reached);
            return retried;
        };
        Optional<Retried> retried = Objects.requireNonNull(transactions.execute(status -> jdbc.execute(retry)));
        reached.forEach(row -> reachedVersions.reached(row.position()));
        return retried;
    }

    /** @return empty if there are no letters */
    private Optional<Retried> retrySome(
            Connection connection, Projection projection, String stream, StreamInLog events, List<RowVersion> reached)
            throws SQLException {
        Generation active = ActiveLock.take(connection, projection).generation();
        DeadLetters letters = new DeadLetters(connection, projection.name(), active.number());
        SingleEventWriter single = new SingleEventWriter(connection, projection, active.schema());
        List<DeadLetterId> waiting = letters.lock(List.of(stream));
        int taken = 0;
        for (DeadLetterId letter : waiting.subList(0, Math.min(BATCH, waiting.size()))) {
            Optional<Fault> fault = single.take(folded -> folded.add(events.event(letter.version())), reached::addAll);
            if (fault.isPresent()) {
                letters.failAgain(letter, fault.get());
                int left = letters.lock(List.of(stream)).size();
                return Optional.of(new Retried(stream, taken, left, fault.get().message()));
            }
            letters.remove(letter);
            taken++;
        }
        return taken == 0 ? Optional.empty() : Optional.of(new Retried(stream, taken, waiting.size() - taken, ""));
    }
}
