package io.talel.ops.console.web.backup;

import io.talel.ops.backup.format.BackupFacts;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.runs.Run;
import io.talel.ops.backup.runs.Runs;
import io.talel.ops.console.web.page.Confirmation;
import io.talel.ops.console.web.page.FormField;
import io.talel.ops.console.web.page.StoreAccess;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
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

/** Pages of the backups, the active run, and earlier runs. */
@Controller
public class BackupsController {

    private static final int PAGE = 50;
    private static final int RUNS = 20;

    private final StoreAccess access;
    private final CachedCatalogue cachedCatalogue;
    private final BackupJobs jobs;

    BackupsController(StoreAccess access, CachedCatalogue cachedCatalogue, BackupJobs jobs) {
        this.access = access;
        this.cachedCatalogue = cachedCatalogue;
        this.jobs = jobs;
    }

    @GetMapping("/backups")
    String list(@RequestParam @Nullable String from, Model model) throws SQLException {
        CachedCatalogue.Content content = cachedCatalogue.look();
        StoredBackups listed = access.look(stores -> StoredBackups.of(content, stores.eventStore()));
        List<StoredBackup> backups = listed.from(id(from));
        model.addAttribute("problem", content.problem());
        model.addAttribute("damaged", listed.damaged());
        model.addAttribute("keys", listed.keys());
        model.addAttribute("backups", backups.stream().limit(PAGE).toList());
        model.addAttribute("older", backups.size() > PAGE ? backups.get(PAGE).id() : null);
        List<Run> runs = access.look(stores -> Runs.newest(stores.eventStore(), RUNS));
        model.addAttribute("runs", runs);
        model.addAttribute(
                "running", runs.stream().filter(Run::running).findFirst().orElse(null));
        model.addAttribute("failure", jobs.failure());
        return "backups";
    }

    @GetMapping("/backups/{id}")
    String show(@PathVariable String id, Model model) throws SQLException, IOException {
        CachedCatalogue.Content content = cachedCatalogue.look();
        StoredBackups listed = access.look(stores -> StoredBackups.of(content, stores.eventStore()));
        StoredBackup backup = listed.find(id)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "There is no backup %s. %s".formatted(id, content.problem())));
        model.addAttribute("backup", backup);
        model.addAttribute("chain", listed.chain(backup));
        if (backup.made() != null) {
            Manifest manifest = cachedCatalogue.manifest(backup.made());
            model.addAttribute("manifest", manifest);
            model.addAttribute("facts", BackupFacts.of(manifest));
        }
        return "backup";
    }

    @PostMapping(path = "/backups", params = "!" + Confirmation.FIELD)
    String ask(
            @RequestParam BackupAction action,
            @RequestParam(defaultValue = "false") boolean deep,
            @RequestParam String reason,
            Model model)
            throws SQLException {
        jobs.refuseIfBusy();
        BackupAction chosen = deep ? BackupAction.DEEP : action;
        model.addAttribute(
                "confirmation",
                new Confirmation(
                        chosen.effect(),
                        "/backups",
                        Map.of("action", List.of(chosen.name()), "reason", List.of(FormField.reason(reason)))));
        return "confirm";
    }

    @PostMapping(path = "/backups", params = Confirmation.FIELD)
    String begin(@RequestParam BackupAction action, @RequestParam String reason, RedirectAttributes next)
            throws SQLException {
        next.addFlashAttribute("said", jobs.start(action, reason));
        return "redirect:/backups";
    }

    private static @Nullable BackupId id(@Nullable String given) {
        if (given == null || BackupId.isOne(given)) {
            return given == null ? null : new BackupId(given);
        }
        throw new ResponseStatusException(
                HttpStatus.BAD_REQUEST, "The name of a backup looks like 20261125T103000123Z-7f3a21bc: " + given);
    }
}
