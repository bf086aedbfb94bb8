package io.talel.ops.console.web.projections;

import io.talel.ops.backup.projections.ProjectionQuery;
import io.talel.ops.console.projections.ProjectionRequest;
import io.talel.ops.console.web.page.Confirmation;
import io.talel.ops.console.web.page.FormField;
import io.talel.ops.console.web.page.StoreAccess;
import io.talel.query.rebuild.RebuildOrder;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Pages of the projections, their generations, and changes to them. */
@Controller
public class ProjectionsController {

    private final StoreAccess access;
    private final RebuildJobs jobs;

    ProjectionsController(StoreAccess access, RebuildJobs jobs) {
        this.access = access;
        this.jobs = jobs;
    }

    @GetMapping("/projections")
    String list(Model model) throws SQLException {
        model.addAttribute("status", access.status());
        return "projections";
    }

    @GetMapping("/projections/{name}")
    String show(@PathVariable String name, Model model) throws SQLException {
        model.addAttribute("projection", access.look(stores -> new ProjectionQuery(stores.readModel())
                .find(name)
                .orElseThrow(() ->
                        new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no projection " + name + "."))));
        model.addAttribute(
                "status",
                access.status().projections().stream()
                        .filter(status -> status.name().equals(name))
                        .findFirst()
                        .orElseThrow());
        model.addAttribute("failure", jobs.failure(name));
        return "projection";
    }

    @PostMapping("/projections/{name}/{request:pause|resume|cancel}")
    String send(
            @PathVariable String name,
            @PathVariable String request,
            @RequestParam String reason,
            RedirectAttributes next)
            throws SQLException {
        ProjectionRequest sent = ProjectionRequest.valueOf(request.toUpperCase(Locale.ROOT));
        return done(
                name,
                next,
                access.change(
                        "projections %s %s".formatted(request, name),
                        reason,
                        readModel ->
                                sent.send(readModel, name, access.operator().name(), reason.strip())));
    }

    @PostMapping("/projections/{name}/rebuild")
    String rebuild(
            @PathVariable String name,
            @RequestParam String reason,
            @RequestParam(defaultValue = "false") boolean skipErrors,
            @RequestParam(defaultValue = "false") boolean acceptDifferences,
            RedirectAttributes next)
            throws SQLException {
        return done(name, next, jobs.start(order(name, Purpose.REBUILD, null, skipErrors, acceptDifferences, reason)));
    }

    @PostMapping("/projections/{name}/verify")
    String verify(@PathVariable String name, @RequestParam String reason, RedirectAttributes next) throws SQLException {
        return done(name, next, jobs.start(order(name, Purpose.VERIFY, null, false, false, reason)));
    }

    @PostMapping(path = "/projections/{name}/switch", params = "!" + Confirmation.FIELD)
    String askBeforeSwitch(@PathVariable String name, @RequestParam int to, @RequestParam String reason, Model model) {
        model.addAttribute(
                "confirmation",
                new Confirmation(
                        "%s switches back to generation %d, once it has caught up with the log.".formatted(name, to),
                        "/projections/" + name + "/switch",
                        Map.of("to", List.of(Integer.toString(to)), "reason", List.of(FormField.reason(reason)))));
        return "confirm";
    }

    @PostMapping(path = "/projections/{name}/switch", params = Confirmation.FIELD)
    String switchTo(
            @PathVariable String name, @RequestParam int to, @RequestParam String reason, RedirectAttributes next)
            throws SQLException {
        return done(name, next, jobs.start(order(name, Purpose.SWITCH, to, false, false, reason)));
    }

    private RebuildOrder order(
            String name,
            Purpose purpose,
            @Nullable Integer to,
            boolean skipErrors,
            boolean acceptDifferences,
            String reason) {
        return new RebuildOrder(
                name,
                purpose,
                to,
                skipErrors,
                acceptDifferences,
                RebuildOrder.KEEP,
                access.operator().name(),
                FormField.reason(reason));
    }

    private static String done(String name, RedirectAttributes next, String said) {
        next.addFlashAttribute("said", said);
        return "redirect:/projections/" + name;
    }
}
