package io.talel.ops.console.web;

import io.talel.ops.backup.log.OperatorLog;
import io.talel.ops.backup.log.OperatorLogEntry;
import io.talel.ops.console.web.page.StoreAccess;
import java.sql.SQLException;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The operator log. */
@Controller
class OperatorLogController {

    private static final int PAGE = 50;

    private final StoreAccess access;

    OperatorLogController(StoreAccess access) {
        this.access = access;
    }

    @GetMapping("/log")
    String log(@RequestParam(defaultValue = "" + Long.MAX_VALUE) long before, Model model) throws SQLException {
        List<OperatorLogEntry> entries =
                access.look(stores -> new OperatorLog(stores.eventStore()).before(before, PAGE));
        model.addAttribute("entries", entries);
        model.addAttribute("older", entries.size() == PAGE ? entries.getLast().id() : null);
        return "log";
    }
}
