package io.talel.ops.console.web.letters;

import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.console.events.EventQuery;
import io.talel.ops.console.letters.DeadLetter;
import io.talel.ops.console.letters.LetterChanges;
import io.talel.ops.console.letters.LetterFilter;
import io.talel.ops.console.letters.LetterQuery;
import io.talel.ops.console.web.page.Confirmation;
import io.talel.ops.console.web.page.FormField;
import io.talel.ops.console.web.page.StoreAccess;
import io.talel.query.deadletter.DeadLetterRetry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
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

    /** Field of a confirmation with the highest number of the letters that the question is about: later ones stay. */
    private static final String SHOWN = "shown";

    private final StoreAccess access;
    private final DeadLetterRetry retry;

    LettersController(StoreAccess access, DeadLetterRetry retry) {
        this.access = access;
        this.retry = retry;
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
        List<DeadLetter> letters = chosen(form);
        String said =
                access.change("dead-letters retry " + LetterChanges.idWords(letters), reason, _ -> LetterChanges.retry(
                                retry, LetterChanges.streamsOf(letters))
                        .sentence());
        next.addFlashAttribute("said", said);
        return "redirect:/dead-letters";
    }

    @PostMapping(
            path = "/dead-letters",
            params = {"action=discard", "!" + Confirmation.FIELD})
    String askBeforeDiscard(@RequestParam String reason, @RequestParam MultiValueMap<String, String> form, Model model)
            throws SQLException {
        List<DeadLetter> letters = chosen(form);
        FormField.reason(reason);
        MultiValueMap<String, String> confirmed = new LinkedMultiValueMap<>(form);
        confirmed.set(SHOWN, String.valueOf(highest(letters)));
        model.addAttribute(
                "confirmation",
                new Confirmation(
                        "%s discarded: %s. The rows stay without these events; a rebuild processes them again."
                                .formatted(
                                        Words.count(letters.size(), "letter is", "letters are"),
                                        LetterChanges.words(letters)),
                        "/dead-letters",
                        confirmed));
        return "confirm";
    }

    @PostMapping(
            path = "/dead-letters",
            params = {"action=discard", Confirmation.FIELD})
    String discard(
            @RequestParam String reason, @RequestParam MultiValueMap<String, String> form, RedirectAttributes next)
            throws SQLException {
        List<DeadLetter> letters = shown(chosen(form), form.getFirst(SHOWN));
        String said = access.change(
                "dead-letters discard " + LetterChanges.idWords(letters),
                reason,
                readModel -> LetterChanges.discarded(LetterChanges.discard(readModel, letters), letters));
        next.addFlashAttribute("said", said);
        return "redirect:/dead-letters";
    }

    @PostMapping("/dead-letters")
    String neither() {
        throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "Choose retry or discard.");
    }

    /**
     * All letters that match the filter, or the ticked ones.
     *
     * @throws Refused if there are none
     */
    private List<DeadLetter> chosen(MultiValueMap<String, String> form) throws SQLException {
        List<DeadLetter> letters = access.look(stores -> {
            LetterQuery query = new LetterQuery(stores.readModel());
            return form.containsKey("everything")
                    ? query.list(filter(form), LetterChanges.MAX_LETTERS)
                    : ticked(query, form.getOrDefault("id", List.of()));
        });
        if (letters.isEmpty()) {
            throw new Refused("No letter was chosen.");
        }
        return letters;
    }

    private static long highest(List<DeadLetter> letters) {
        return letters.stream().mapToLong(DeadLetter::id).max().orElseThrow();
    }

    /** @throws Refused if the question was about none of them */
    private static List<DeadLetter> shown(List<DeadLetter> letters, @Nullable String highest) {
        long last = highest == null ? 0 : number(highest);
        List<DeadLetter> shown =
                letters.stream().filter(letter -> letter.id() <= last).toList();
        if (shown.isEmpty()) {
            throw new Refused("None of the dead letters that you were asked about is left.");
        }
        return shown;
    }

    private static LetterFilter filter(MultiValueMap<String, String> form) {
        return filter(
                form.getFirst("projection"),
                form.getFirst("stream"),
                form.getFirst("event"),
                form.getFirst("cause"),
                Boolean.parseBoolean(form.getFirst("kept")));
    }

    private static LetterFilter filter(
            @Nullable String projection,
            @Nullable String stream,
            @Nullable String event,
            @Nullable String cause,
            boolean kept) {
        return new LetterFilter(
                null, FormField.of(projection), FormField.of(stream), FormField.of(event), FormField.of(cause), !kept);
    }

    private static List<DeadLetter> ticked(LetterQuery query, List<String> ids) throws SQLException {
        List<DeadLetter> letters = new ArrayList<>();
        for (String id : ids) {
            query.find(number(id)).ifPresent(letters::add);
        }
        return letters;
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The number of a letter is not " + id + ".");
        }
    }
}
