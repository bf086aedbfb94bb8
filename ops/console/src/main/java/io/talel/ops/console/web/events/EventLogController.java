package io.talel.ops.console.web.events;

import io.talel.ops.console.events.EventDocument;
import io.talel.ops.console.events.EventFilter;
import io.talel.ops.console.events.EventLine;
import io.talel.ops.console.events.EventQuery;
import io.talel.ops.console.web.page.FormField;
import io.talel.ops.console.web.page.StoreAccess;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pages of the event log: by type, aggregate, actor, time and correlation, and one event with its changes. */
@Controller
public class EventLogController {

    private static final int PAGE = 50;

    /** Number of newest events of a stream that the state at an event is made of; streams are shorter. */
    private static final int STATE = 10_000;

    private final StoreAccess access;

    EventLogController(StoreAccess access) {
        this.access = access;
    }

    @GetMapping("/events")
    String list(
            @RequestParam @Nullable String type,
            @RequestParam @Nullable String stream,
            @RequestParam @Nullable String actor,
            @RequestParam @Nullable String correlation,
            @RequestParam @Nullable String from,
            @RequestParam @Nullable String until,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
            Model model)
            throws SQLException {
        EventFilter filter = new EventFilter(
                FormField.of(type),
                FormField.of(stream),
                FormField.of(actor),
                FormField.of(correlation),
                FormField.time(from),
                FormField.time(until));
        List<EventLine> events = access.look(stores ->
                new EventQuery(stores.eventStore()).before(filter, before, PAGE).reversed());
        model.addAttribute("events", events);
        model.addAttribute("older", events.size() == PAGE ? events.getLast().globalIndex() : null);
        return "events";
    }

    @GetMapping("/events/{index}")
    String show(@PathVariable long index, Model model) throws SQLException {
        EventDocument event = access.look(stores -> new EventQuery(stores.eventStore()).byIndex(index))
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "The log has no event " + index + "."));
        long version = event.line().version();
        List<EventDocument> until = access.look(stores -> new EventQuery(stores.eventStore())
                .stream(event.line().stream(), Math.max(0, version - STATE + 1), STATE).stream()
                        .filter(earlier -> earlier.line().version() <= version)
                        .toList());
        model.addAttribute("event", event);
        model.addAttribute("payload", pretty(event.payload()));
        model.addAttribute("metadata", pretty(event.metadata()));
        model.addAttribute(
                "fields",
                FieldHistory.at(until.stream().map(EventDocument::payload).toList()));
        model.addAttribute(
                "previous",
                until.size() < 2 ? null : until.get(until.size() - 2).line());
        return "event";
    }

    private static String pretty(JsonNode json) {
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json);
    }
}
