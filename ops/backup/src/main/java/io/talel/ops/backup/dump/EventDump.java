package io.talel.ops.backup.dump;

import static io.talel.ops.backup.store.OperatorStatements.EVENT_STORE;

import io.talel.ops.backup.format.Chunk;
import io.talel.ops.backup.format.Column;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.EventRange;
import io.talel.ops.backup.format.Gap;
import io.talel.ops.backup.runs.Progress;
import io.talel.ops.backup.store.Rows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Dumps the events that the chain lacks. They come after the parent's last position, or were committed into its gaps since.
 */
final class EventDump {

    /** First column of the log: the position of an event. */
    private static final String POSITION = "global_index";

    private static final String NAME = "event_name";

    private final Snapshot snapshot;
    private final EventRange parent;
    private final Progress progress;
    private final List<Gap> newGaps = new ArrayList<>();
    private final SortedMap<String, Long> byType = new TreeMap<>();
    private final int nameField;
    private final List<Column> columns;
    private long reached;
    private long burnt;
    private long written;
    private long end;

    /** @param parent {@link EventRange#none()} for all events */
    EventDump(Snapshot snapshot, EventRange parent, Progress progress) throws SQLException {
        this.snapshot = snapshot;
        this.parent = parent;
        this.progress = progress;
        this.reached = parent.to();
        this.columns = snapshot.columns(DumpedTable.EVENTS);
        List<String> names = columns.stream().map(Column::name).toList();
        if (names.indexOf(POSITION) != 0) {
            throw new IllegalStateException("the first column of the log is not " + POSITION);
        }
        this.nameField = names.indexOf(NAME);
    }

    record Dumped(DumpedTable table, EventRange range) {}

    Dumped run(TableWriter.Chunks chunks) throws SQLException, IOException {
        Connection connection = snapshot.connection();
        end = Rows.number(connection, EVENT_STORE.get("log-end"));
        List<Long> late = late(connection);
        try (TableWriter writer = new TableWriter(chunks, true)) {
            if (!late.isEmpty()) {
                String places = late.stream().map(String::valueOf).collect(Collectors.joining(","));
                BinaryCopy.out(
                        connection,
                        select("global_index = ANY ('{" + places + "}'::bigint[])"),
                        (row, offset, length) -> take(writer, row, offset, length));
            }
            BinaryCopy.out(connection, select("global_index > " + parent.to()), (row, offset, length) -> {
                noteGap(position(row, offset));
                take(writer, row, offset, length);
            });
            List<Chunk> written = writer.finish();
            progress.at(end - parent.to(), end - parent.to(), "events");
            return new Dumped(
                    new DumpedTable(DumpedTable.EVENTS, columns, this.written, written), range(late, lastEvent()));
        }
    }

    private List<Long> late(Connection connection) throws SQLException {
        List<Gap> gaps = parent.openGaps();
        return gaps.isEmpty()
                ? List.of()
                : Rows.list(
                        connection,
                        EVENT_STORE.get("events-in-gaps"),
                        row -> row.getLong(1),
                        gaps.stream().map(Gap::first).toArray(Long[]::new),
                        gaps.stream().map(Gap::last).toArray(Long[]::new));
    }

    private String select(String where) {
        return "SELECT %s FROM %s WHERE %s ORDER BY global_index"
                .formatted(Column.names(columns), DumpedTable.EVENTS, where);
    }

    private void noteGap(long position) {
        if (position > reached + 1) {
            if (position <= snapshot.settled()) {
                burnt += position - reached - 1;
            } else {
                newGaps.add(new Gap(reached + 1, position - 1));
            }
        }
        reached = position;
    }

    private void take(TableWriter writer, byte[] row, int offset, int length) throws IOException {
        byType.merge(name(row, offset), 1L, Long::sum);
        writer.event(row, offset, length, position(row, offset));
        written++;
        if (written % 1000 == 0) {
            progress.at(reached - parent.to(), end - parent.to(), "events");
        }
    }

    private static long position(byte[] row, int offset) {
        return ByteBuffer.wrap(row).getLong(offset + Short.BYTES + Integer.BYTES);
    }

    private String name(byte[] row, int offset) {
        ByteBuffer fields = ByteBuffer.wrap(row);
        int at = offset + Short.BYTES;
        for (int field = 0; field < nameField; field++) {
            at += Integer.BYTES + Math.max(0, fields.getInt(at));
        }
        return new String(row, at + Integer.BYTES, fields.getInt(at), StandardCharsets.UTF_8);
    }

    private @Nullable UUID lastEvent() throws SQLException {
        return Rows.first(
                        snapshot.connection(),
                        EVENT_STORE.get("event-at"),
                        row -> row.getObject(1, UUID.class),
                        reached)
                .orElse(null);
    }

    private EventRange range(List<Long> late, @Nullable UUID lastEvent) {
        Set<String> still = new HashSet<>(parent.writers());
        still.retainAll(snapshot.writersBefore());
        SortedMap<String, Long> total = new TreeMap<>(parent.totalByType());
        byType.forEach((name, count) -> total.merge(name, count, Long::sum));
        List<Gap> open = Stream.concat(
                        still.isEmpty()
                                ? Stream.<Gap>empty()
                                : parent.openGaps().stream().flatMap(gap -> without(gap, late).stream()),
                        newGaps.stream())
                .toList();
        List<String> writers = Stream.concat(still.stream(), snapshot.writersAfter().stream())
                .distinct()
                .sorted()
                .toList();
        return new EventRange(
                parent.to(),
                reached,
                written,
                byType,
                parent.total() + written,
                total,
                late,
                open,
                burnt,
                writers,
                lastEvent);
    }

    /** The rest of a gap after some of its places were filled. */
    static List<Gap> without(Gap gap, List<Long> filled) {
        List<Gap> left = new ArrayList<>();
        long first = gap.first();
        for (long place : filled) {
            if (place >= first && place <= gap.last()) {
                if (place > first) {
                    left.add(new Gap(first, place - 1));
                }
                first = place + 1;
            }
        }
        if (first <= gap.last()) {
            left.add(new Gap(first, gap.last()));
        }
        return left;
    }
}
