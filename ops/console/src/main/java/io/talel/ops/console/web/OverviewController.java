package io.talel.ops.console.web;

import io.talel.ops.console.events.EventFilter;
import io.talel.ops.console.events.EventQuery;
import io.talel.ops.console.web.page.StoreAccess;
import java.sql.SQLException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page: status and problems. */
@Controller
class OverviewController {

    private static final int NEWEST = 10;

    private final StoreAccess access;

    OverviewController(StoreAccess access) {
        this.access = access;
    }

    @GetMapping("/")
    String overview(Model model) throws SQLException {
        model.addAttribute("status", access.status());
        model.addAttribute("newest", access.look(stores -> new EventQuery(stores.eventStore())
                .newest(EventFilter.ALL, NEWEST)
                .reversed()));
        return "overview";
    }
}
