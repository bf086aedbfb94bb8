package io.talel.ops.console.web;

import io.talel.ops.console.letters.DeadLetter;
import io.talel.ops.console.letters.LetterFilter;
import io.talel.ops.console.letters.LetterQuery;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Dead letters: found by filters, tried again or discarded, those that are ticked or all that the filter shows. */
@Controller
class LettersController {

    private static final int PAGE = 100;

    private final Desk desk;
    private final LetterActions actions;

    LettersController(Desk desk, LetterActions actions) {
        this.desk = desk;
        this.actions = actions;
    }

    @GetMapping("/dead-letters")
    String list(
            @RequestParam @Nullable String projection,
            @RequestParam @Nullable String stream,
            @RequestParam @Nullable String event,
            @RequestParam @Nullable String cause,
            @RequestParam(defaultValue = "0") long after,
            Model model)
            throws SQLException {
        LetterFilter filter = filter(projection, stream, event, cause);
        List<DeadLetter> letters = desk.look(stores -> new LetterQuery(stores.readModel()).after(filter, after, PAGE));
        model.addAttribute("filter", filter);
        model.addAttribute("letters", letters);
        model.addAttribute("count", desk.look(stores -> new LetterQuery(stores.readModel()).count(filter)));
        model.addAttribute("next", letters.size() == PAGE ? letters.getLast().id() : null);
        return "dead-letters";
    }

    @PostMapping("/dead-letters")
    String act(
            @RequestParam String action,
            @RequestParam String reason,
            @RequestParam(required = false) List<Long> id,
            @RequestParam(defaultValue = "false") boolean everything,
            @RequestParam @Nullable String projection,
            @RequestParam @Nullable String stream,
            @RequestParam @Nullable String event,
            @RequestParam @Nullable String cause,
            RedirectAttributes next)
            throws SQLException {
        List<DeadLetter> chosen = everything
                ? actions.matching(filter(projection, stream, event, cause))
                : actions.ticked(id == null ? List.of() : id);
        next.addFlashAttribute(
                "said", action.equals("discard") ? actions.discard(chosen, reason) : actions.retry(chosen, reason));
        return "redirect:/dead-letters";
    }

    private static LetterFilter filter(
            @Nullable String projection, @Nullable String stream, @Nullable String event, @Nullable String cause) {
        return new LetterFilter(null, Given.of(projection), Given.of(stream), Given.of(event), Given.of(cause));
    }
}
