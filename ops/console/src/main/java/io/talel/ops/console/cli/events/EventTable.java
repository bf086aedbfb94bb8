package io.talel.ops.console.cli.events;

import io.talel.ops.backup.outcome.Words;
import io.talel.ops.console.cli.Table;
import io.talel.ops.console.events.EventLine;
import java.util.List;

/** Events for people: a table of existing events, and lines of the same shape for new ones. */
final class EventTable {

    private EventTable() {}

    static Table of(List<EventLine> events) {
        Table table = new Table("INDEX", "AT", "STREAM", "VERSION", "EVENT", "REVISION", "ACTOR", "BYTES");
        events.forEach(event -> table.row(cells(event)));
        return table;
    }

    static String line(EventLine event) {
        return Words.plain("%d  %s  %s  %d  %s  %s  %s  %d".formatted(cells(event)));
    }

    private static Object[] cells(EventLine event) {
        return new Object[] {
            event.globalIndex(),
            Words.time(event.occurredAt()),
            event.stream(),
            event.version(),
            event.event(),
            event.revision(),
            event.actor(),
            event.bytes()
        };
    }
}
