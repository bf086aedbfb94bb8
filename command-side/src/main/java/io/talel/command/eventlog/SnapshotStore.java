package io.talel.command.eventlog;

import io.talel.command.personal.SealedStates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The snapshots of long streams: which ones this code understands, and how they are stored. */
final class SnapshotStore {

    /** A newer revision stays: during a rolling deployment nodes of two revisions would replace each other's for ever. */
    private static final String STORE = """
            INSERT INTO event_store.snapshot (
                aggregate_identifier, last_event, sequence_number, aggregate_type, revision, state)
            SELECT aggregate_identifier, event_identifier, sequence_number, aggregate_type, ?, ?
            FROM event_store.domain_event
            WHERE aggregate_identifier = ? AND sequence_number = ?
            ON CONFLICT (aggregate_identifier) DO UPDATE
            SET last_event      = excluded.last_event,
                sequence_number = excluded.sequence_number,
                aggregate_type  = excluded.aggregate_type,
                revision        = excluded.revision,
                taken_at        = excluded.taken_at,
                state           = excluded.state
            WHERE (snapshot.revision, snapshot.sequence_number) < (excluded.revision, excluded.sequence_number)""";

    private final JdbcClient jdbc;
    private final SealedStates sealed;
    private final Map<String, SnapshotKind> kinds;
    private final String[] readable;

    SnapshotStore(List<SnapshotKind> kinds, DataSource dataSource, SealedStates sealed) {
        this.jdbc = JdbcClient.create(dataSource);
        this.sealed = sealed;
        this.kinds = kinds.stream().collect(Collectors.toUnmodifiableMap(SnapshotKind::name, Function.identity()));
        this.readable = kinds.stream().map(SnapshotKind::nameAndRevision).toArray(String[]::new);
    }

    /** {@code Article.1}: the snapshots that a read may begin with. */
    String[] readable() {
        return readable.clone();
    }

    boolean isSnapshot(DomainEventData<?> row) {
        return kinds.containsKey(row.getPayload().getType().getName());
    }

    /**
     * @return empty if the person was erased
     * @throws java.io.UncheckedIOException if the state does not match its revision
     * @throws IllegalStateException if the state was sealed for another place
     */
    Optional<DomainEventMessage<?>> read(DomainEventData<?> row) {
        SnapshotKind kind = kind(row.getType());
        byte[] stored = (byte[]) row.getPayload().getData();
        Optional<byte[]> state = kind.personal()
                ? sealed.open(kind.nameAndRevision(), row.getAggregateIdentifier(), stored)
                : Optional.of(stored);
        return state.map(bytes -> new GenericDomainEventMessage<>(
                row.getType(), row.getAggregateIdentifier(), row.getSequenceNumber(), kind.read(bytes)));
    }

    /** @return whether it was stored; a snapshot of an erased person is not */
    boolean store(DomainEventMessage<?> snapshot) {
        SnapshotKind kind = kind(snapshot.getType());
        byte[] state = kind.write(snapshot.getPayload());
        Optional<byte[]> kept = kind.personal()
                ? sealed.close(kind.nameAndRevision(), snapshot.getAggregateIdentifier(), state)
                : Optional.of(state);
        return kept.filter(bytes -> store(kind, snapshot, bytes)).isPresent();
    }

    private boolean store(SnapshotKind kind, DomainEventMessage<?> snapshot, byte[] state) {
        return jdbc.sql(STORE)
                        .params(kind.revision(), state, snapshot.getAggregateIdentifier(), snapshot.getSequenceNumber())
                        .update()
                == 1;
    }

    private SnapshotKind kind(String aggregateType) {
        SnapshotKind kind = kinds.get(aggregateType);
        if (kind == null) {
            throw new IllegalArgumentException("There are no snapshots of " + aggregateType);
        }
        return kind;
    }
}
