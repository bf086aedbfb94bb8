package io.talel.ops.console.web.overview;

import io.talel.ops.console.events.EventFilter;
import io.talel.ops.console.events.EventQuery;
import io.talel.ops.console.web.page.StoreAccess;
import java.sql.SQLException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page: status, problems, and the last hour. */
@Controller
public class OverviewController {

    private static final int NEWEST = 10;

    private final StoreAccess access;
    private final StatusHistory history;

    OverviewController(StoreAccess access, StatusHistory history) {
        this.access = access;
        this.history = history;
    }

    @GetMapping("/")
    String overview(Model model) throws SQLException {
        model.addAttribute("status", access.status());
        model.addAttribute("charts", history.charts());
        model.addAttribute("newest", access.look(stores -> new EventQuery(stores.eventStore())
                .newest(EventFilter.ALL, NEWEST)
                .reversed()));
        return "overview";
    }
}
