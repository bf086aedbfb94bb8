package io.talel.ops.console.web.letters;

import io.talel.ops.backup.outcome.Words;
import io.talel.ops.console.events.EventQuery;
import io.talel.ops.console.letters.DeadLetter;
import io.talel.ops.console.letters.LetterChanges;
import io.talel.ops.console.letters.LetterFilter;
import io.talel.ops.console.letters.LetterQuery;
import io.talel.ops.console.web.page.Confirmation;
import io.talel.ops.console.web.page.FilterField;
import io.talel.ops.console.web.page.Reason;
import io.talel.ops.console.web.page.StoreAccess;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Pages of dead letters: filters them, and retries or discards the ticked ones or all that match. */
@Controller
public class LettersController {

    private static final int PAGE = 100;

    private final StoreAccess access;
    private final LetterActions actions;

    LettersController(StoreAccess access, LetterActions actions) {
        this.access = access;
        this.actions = actions;
    }

    @GetMapping("/dead-letters")
    String list(
            @RequestParam @Nullable String projection,
            @RequestParam @Nullable String stream,
            @RequestParam @Nullable String event,
            @RequestParam @Nullable String cause,
            @RequestParam(defaultValue = "false") boolean kept,
            @RequestParam(defaultValue = "0") long after,
            Model model)
            throws SQLException {
        LetterFilter filter = filter(projection, stream, event, cause, kept);
        List<DeadLetter> letters =
                access.look(stores -> new LetterQuery(stores.readModel()).after(filter, after, PAGE));
        model.addAttribute("filter", filter);
        model.addAttribute("letters", letters);
        model.addAttribute("count", access.look(stores -> new LetterQuery(stores.readModel()).count(filter)));
        model.addAttribute("next", letters.size() == PAGE ? letters.getLast().id() : null);
        return "dead-letters";
    }

    @GetMapping("/dead-letters/{id}")
    String show(@PathVariable long id, Model model) throws SQLException {
        DeadLetter letter = access.look(stores -> new LetterQuery(stores.readModel()).find(id))
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "There is no letter " + id + "; it was processed or discarded."));
        model.addAttribute("letter", letter);
        model.addAttribute(
                "event",
                access
                        .look(stores ->
                                new EventQuery(stores.eventStore()).stream(letter.stream(), letter.version(), 1))
                        .stream()
                        .findFirst()
                        .orElse(null));
        return "dead-letter";
    }

    @PostMapping(path = "/dead-letters", params = "action=retry")
    String retry(@RequestParam String reason, @RequestParam MultiValueMap<String, String> form, RedirectAttributes next)
            throws SQLException {
        next.addFlashAttribute("said", actions.retry(chosen(form), reason));
        return "redirect:/dead-letters";
    }

    @PostMapping(
            path = "/dead-letters",
            params = {"action=discard", "!" + Confirmation.FIELD})
    String askBeforeDiscard(@RequestParam String reason, @RequestParam MultiValueMap<String, String> form, Model model)
            throws SQLException {
        List<DeadLetter> letters = LetterActions.requireSome(chosen(form));
        Reason.of(reason);
        model.addAttribute(
                "confirmation",
                new Confirmation(
                        "%s discarded: %s. The rows stay without these events; a rebuild processes them again."
                                .formatted(
                                        Words.count(letters.size(), "letter is", "letters are"),
                                        LetterChanges.words(letters)),
                        "/dead-letters",
                        form));
        return "confirm";
    }

    @PostMapping(
            path = "/dead-letters",
            params = {"action=discard", Confirmation.FIELD})
    String discard(
            @RequestParam String reason, @RequestParam MultiValueMap<String, String> form, RedirectAttributes next)
            throws SQLException {
        next.addFlashAttribute("said", actions.discard(chosen(form), reason));
        return "redirect:/dead-letters";
    }

    @PostMapping("/dead-letters")
    String neither() {
        throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "Choose retry or discard.");
    }

    /** All letters that match the filter, or the ticked ones. */
    private List<DeadLetter> chosen(MultiValueMap<String, String> form) throws SQLException {
        return form.containsKey("everything")
                ? actions.matching(filter(
                        form.getFirst("projection"),
                        form.getFirst("stream"),
                        form.getFirst("event"),
                        form.getFirst("cause"),
                        Boolean.parseBoolean(form.getFirst("kept"))))
                : actions.ticked(form.getOrDefault("id", List.of()));
    }

    private static LetterFilter filter(
            @Nullable String projection,
            @Nullable String stream,
            @Nullable String event,
            @Nullable String cause,
            boolean kept) {
        return new LetterFilter(
                null,
                FilterField.of(projection),
                FilterField.of(stream),
                FilterField.of(event),
                FilterField.of(cause),
                !kept);
    }
}
