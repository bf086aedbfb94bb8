package io.talel.ops.backup.verify;

import io.talel.ops.backup.format.Chunk;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.EventRange;
import io.talel.ops.backup.format.Gap;
import io.talel.ops.backup.format.HashChain;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks that a manifest is consistent in itself and with its parent. Its signature proves only who wrote it. */
record ManifestCheck(Manifest manifest, BackupProblems problems) {

    /** @param parent range of the parent, {@link EventRange#none()} if there is none; null if unknown */
    void run(@Nullable EventRange parent) {
        chunks();
        if (manifest.kind() == Kind.KEYS) {
            return;
        }
        EventRange events = manifest.events();
        if (events == null) {
            wrong("its manifest lacks the events");
            return;
        }
        counts(events);
        gaps(events);
        positions(events);
        if (parent != null) {
            continues(events, parent);
        }
    }

    private void chunks() {
        if (manifest.kind() == Kind.FULL && manifest.parent() != null) {
            wrong("it is a full backup, but names a parent");
        }
        Set<String> objects = new HashSet<>();
        int number = 0;
        for (Chunk chunk : manifest.chunks().toList()) {
            number++;
            if (chunk.number() != number || !objects.add(chunk.object())) {
                wrong("chunk %s is number %d of it, its manifest says %d", chunk.object(), number, chunk.number());
            }
        }
        for (DumpedTable table : manifest.tables()) {
            long rows = table.chunks().stream().mapToLong(Chunk::rows).sum();
            if (rows != table.rows()) {
                wrong("table %s has %d rows, its chunks hold %d", table.name(), table.rows(), rows);
            }
        }
        List<String> hashes = manifest.chunks().map(Chunk::sha256).toList();
        if (!HashChain.over(manifest.hashChain().start(), hashes).equals(manifest.hashChain())) {
            wrong("the hash chain over its chunks has another end");
        }
        // The chain of an incremental backup starts at its parent's end, which is checked when the parent is loaded.
        if (manifest.kind() != Kind.INCREMENTAL
                && !manifest.hashChain().start().equals(HashChain.startOf(manifest.id()))) {
            wrong("the hash chain over its chunks has another start");
        }
    }

    private void counts(EventRange events) {
        long rows = eventTables().mapToLong(DumpedTable::rows).sum();
        if (eventTables().count() != 1 || rows != events.events()) {
            wrong("it holds %d events, its chunks %d", events.events(), rows);
        }
        same("events by name", sum(events.byType()), events.events());
        same("events of the chain by name", sum(events.totalByType()), events.total());
    }

    private void continues(EventRange events, EventRange parent) {
        same("events of the chain", events.total(), parent.total() + events.events());
        SortedMap<String, Long> total = new TreeMap<>(parent.totalByType());
        events.byType().forEach((name, count) -> total.merge(name, count, Long::sum));
        if (!total.equals(events.totalByType())) {
            wrong("the events of the chain by name are not the sum of its parent's and its own");
        }
        for (long late : events.late()) {
            if (parent.openGaps().stream().noneMatch(gap -> gap.first() <= late && late <= gap.last())) {
                wrong("position %d came late, but its parent had no gap there", late);
            }
        }
    }

    private void same(String what, long counted, long expected) {
        if (counted != expected) {
            wrong("%s are %d instead of %d", what, counted, expected);
        }
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private void gaps(EventRange events) {
        long last = 0;
        for (Gap gap : events.openGaps()) {
            if (gap.first() <= last || gap.last() >= events.to()) {
                wrong("the gap from position %d to %d is out of place", gap.first(), gap.last());
            }
            last = gap.last();
        }
        last = 0;
        for (long late : events.late()) {
            if (late <= last || late > events.after()) {
                wrong("the late position %d is out of place", late);
            }
            last = late;
        }
        long empty = events.burnt()
                + events.openGaps().stream()
                        .filter(gap -> gap.first() > events.after())
                        .mapToLong(Gap::size)
                        .sum();
        if (events.burnt() < 0) {
            wrong("%d of its positions are burnt", events.burnt());
        }
        long places = events.to() - events.after() - empty + events.late().size();
        if (places != events.events()) {
            wrong(
                    "it holds %d events, between the positions %d and %d are places for %d",
                    events.events(), events.after(), events.to(), places);
        }
    }

    /** Late events come first, so positions always ascend. */
    private void positions(EventRange events) {
        long last = events.late().isEmpty() ? events.after() : events.late().getFirst() - 1;
        for (Chunk chunk :
                eventTables().flatMap(table -> table.chunks().stream()).toList()) {
            Long first = chunk.first();
            Long end = chunk.last();
            if (first == null || end == null || first <= last || end - first + 1 < chunk.rows() || end > events.to()) {
                wrong("chunk %s holds the positions %d to %d, after %d", chunk.object(), first, end, last);
            } else {
                last = end;
            }
        }
        if (events.to() > events.after() && last != events.to()) {
            wrong("its events end at position %d instead of %d", last, events.to());
        }
    }

    private Stream<DumpedTable> eventTables() {
        return manifest.tables().stream().filter(table -> table.name().equals(DumpedTable.EVENTS));
    }

    private void wrong(String problem, @Nullable Object... parts) {
        problems.add(manifest, problem, parts);
    }
}
