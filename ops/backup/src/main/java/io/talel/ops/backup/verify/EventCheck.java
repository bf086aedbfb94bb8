package io.talel.ops.backup.verify;

import io.talel.ops.backup.format.Chunk;
import io.talel.ops.backup.format.Column;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.EventRange;
import io.talel.ops.backup.format.Gap;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.format.RowReader;
import io.talel.ops.backup.outcome.Words;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks the events of one backup in order: each must be at its position and readable. */
final class EventCheck {

    private static final int LONGEST_REASON = 200;

    private final Manifest manifest;
    private final EventRange range;
    private final DeepCheckContext depth;
    private final BackupProblems problems;
    private final Fields fields;
    private final Iterator<Long> late;
    private final Iterator<Gap> gaps;
    private final SortedMap<String, Long> byType = new TreeMap<>();
    private @Nullable UUID last;
    private @Nullable Gap open;
    private long burnt;
    private long reached;
    private boolean missing;

    /** Indexes of an event's fields in a row. */
    private record Fields(
            int position, int identifier, int stream, int number, int name, int revision, int payload, int metadata) {

        /** @throws IllegalArgumentException if a column is missing */
        static Fields of(List<Column> columns) {
            List<String> names = columns.stream().map(Column::name).toList();
            return new Fields(
                    at(names, "global_index"),
                    at(names, "event_identifier"),
                    at(names, "aggregate_identifier"),
                    at(names, "sequence_number"),
                    at(names, "event_name"),
                    at(names, "event_revision"),
                    at(names, "payload"),
                    at(names, "metadata"));
        }

        private static int at(List<String> names, String name) {
            int at = names.indexOf(name);
            if (at < 0) {
                throw new IllegalArgumentException("its events have no column " + name);
            }
            return at;
        }
    }

    /** @throws IllegalArgumentException if a column of the table is missing */
    EventCheck(Manifest manifest, DumpedTable table, DeepCheckContext depth, BackupProblems problems) {
        this.manifest = manifest;
        this.range = manifest.eventRange();
        this.depth = depth;
        this.problems = problems;
        this.fields = Fields.of(table.columns());
        this.late = range.late().iterator();
        this.gaps = range.openGaps().stream()
                .filter(gap -> gap.first() > range.after())
                .iterator();
        this.open = nextGap();
        this.reached = range.after();
    }

    /** Checks the current event. */
    void take(RowReader row) throws IOException {
        long position = row.number(fields.position());
        String name = row.text(fields.name());
        place(position);
        byType.merge(name, 1L, Long::sum);
        last = row.uuid(fields.identifier());
        depth.streams().take(row.text(fields.stream()), depth.place(), position, row.number(fields.number()));
        String revision = row.text(fields.revision());
        try {
            depth.reader()
                    .check(
                            name,
                            revision,
                            Objects.requireNonNull(row.value(fields.payload()), "it has no payload"),
                            Objects.requireNonNull(row.value(fields.metadata()), "it has no metadata"));
        } catch (RuntimeException e) {
            wrong("event %d, %s revision %s, cannot be read: %s", position, name, revision, reason(e));
        }
    }

    private void place(long position) {
        if (late.hasNext()) {
            long expected = late.next();
            if (position != expected) {
                wrong("event %d is where the late one at position %d should be", position, expected);
            }
            return;
        }
        if (position <= reached) {
            wrong("event %d comes after position %d", position, reached);
            return;
        }
        if (position > reached + 1 && !missing) {
            empty(new Gap(reached + 1, position - 1));
        }
        reached = position;
    }

    /** Counts burnt places: for places that cannot be filled any more the manifest has only their number. */
    private void empty(Gap gap) {
        if (gap.equals(open)) {
            open = nextGap();
            return;
        }
        burnt += gap.size();
        if (burnt > range.burnt()) {
            wrong("the positions from %d to %d are empty, but not in its manifest", gap.first(), gap.last());
        }
    }

    private @Nullable Gap nextGap() {
        return gaps.hasNext() ? gaps.next() : null;
    }

    /** Skips a chunk that cannot be read. */
    void skip(Chunk chunk) {
        missing = true;
        depth.streams().lose();
        while (late.hasNext()) {
            late.next();
        }
        Long end = chunk.last();
        reached = end == null ? reached : Math.max(reached, end);
    }

    void finish() {
        if (missing) {
            return;
        }
        if (late.hasNext()) {
            wrong("the late event at position %d is missing", late.next());
        }
        if (open != null) {
            wrong("the positions from %d on have events, but are empty in its manifest", open.first());
        }
        if (burnt < range.burnt()) {
            wrong("%d positions are burnt, its manifest says %d", burnt, range.burnt());
        }
        if (reached != range.to()) {
            wrong("its events end at position %d instead of %d", reached, range.to());
        } else if (reached > range.after() && !Objects.equals(last, range.lastEvent())) {
            wrong("its last event is %s instead of %s", last, range.lastEvent());
        }
        if (!byType.equals(range.byType())) {
            wrong("by name its events are %s instead of %s", byType, range.byType());
        }
    }

    private void wrong(String problem, @Nullable Object... parts) {
        problems.add(manifest, problem, parts);
    }

    /** Root cause, on one line. */
    private static String reason(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Words.cut(String.valueOf(cause.getMessage()).lines().findFirst().orElse(""), LONGEST_REASON);
    }
}
