package io.talel.command.eventlog;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The snapshots of long streams: which ones this code understands, and how they are stored. */
final class Snapshots {

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
    private final Map<String, SnapshotKind> kinds;
    private final String[] readable;

    Snapshots(List<SnapshotKind> kinds, DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.kinds = kinds.stream().collect(Collectors.toUnmodifiableMap(SnapshotKind::name, Function.identity()));
        this.readable =
                kinds.stream().map(kind -> kind.name() + "." + kind.revision()).toArray(String[]::new);
    }

    /** {@code Article.1}: the snapshots that a read may begin with. */
    String[] readable() {
        return readable.clone();
    }

    boolean isSnapshot(DomainEventData<?> row) {
        return kinds.containsKey(row.getPayload().getType().getName());
    }

    /** @throws java.io.UncheckedIOException if it is not what its revision says */
    DomainEventMessage<?> read(DomainEventData<?> row) {
        Object state = kind(row.getType()).read((byte[]) row.getPayload().getData());
        return new GenericDomainEventMessage<>(
                row.getType(), row.getAggregateIdentifier(), row.getSequenceNumber(), state);
    }

    /** @return whether it was stored */
    boolean store(DomainEventMessage<?> snapshot) {
        SnapshotKind kind = kind(snapshot.getType());
        return jdbc.sql(STORE)
                        .params(
                                kind.revision(),
                                kind.write(snapshot.getPayload()),
                                snapshot.getAggregateIdentifier(),
                                snapshot.getSequenceNumber())
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
