package io.talel.ops.console.web;

import io.talel.ops.console.events.EventFilter;
import io.talel.ops.console.events.EventQuery;
import io.talel.ops.console.web.page.Desk;
import java.sql.SQLException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What an operator wants to know first. */
@Controller
class OverviewController {

    private static final int NEWEST = 10;

    private final Desk desk;

    OverviewController(Desk desk) {
        this.desk = desk;
    }

    @GetMapping("/")
    String overview(Model model) throws SQLException {
        model.addAttribute("status", desk.status());
        model.addAttribute("newest", desk.look(stores -> new EventQuery(stores.eventStore())
                .newest(EventFilter.ALL, NEWEST)
                .reversed()));
        return "overview";
    }
}
