package io.talel.ops.console.backup;

import io.talel.ops.console.backup.dump.BackupOrder;
import io.talel.ops.console.backup.dump.Backups.Made;
import io.talel.ops.console.command.Console;
import io.talel.ops.console.command.ExitCode;
import io.talel.ops.console.command.Output;
import io.talel.ops.console.command.Words;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        description =
                "Makes a backup: of what is new since the last one, or a full one if there is none that it could continue.",
        mixinStandardHelpOptions = true)
final class BackupRunCommand implements Callable<Integer> {

    @Option(names = "--full", description = "All events, even if an incremental backup would do.")
    private boolean full;

    @Option(names = "--allow-plaintext", description = "Without a BACKUP_KEY_FILE, write what everybody can read.")
    private boolean allowPlaintext;

    @Option(names = "--copy-images", description = "Copy new objects of the image bucket, too.")
    private boolean copyImages;

    @Mixin
    private final Output output = new Output();

    @Spec
    private final CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws SQLException, IOException {
        Console console = Console.of(spec);
        try (Desk desk = Desk.of(console.settings())) {
            Made made = desk.backups()
                    .run(
                            new BackupOrder(full, allowPlaintext, copyImages),
                            console.operator(),
                            (done, total, doing) -> {});
            say(console, made);
            return ExitCode.OK;
        }
    }

    private void say(Console console, Made made) {
        String sentence = "Backup %s: %s of %s, %d bytes. %s"
                .formatted(
                        made.manifest().id(),
                        made.manifest().kind(),
                        Words.count(made.manifest().eventRange().events(), "event", "events"),
                        made.size(),
                        made.remarks())
                .strip();
        if (output.isJson()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("outcome", "done");
            document.put("message", sentence);
            document.put("backup", made.manifest().id());
            document.put("keys", made.keys().id());
            console.out().println(Output.json(document));
        } else {
            console.out().println(Words.plain(sentence));
        }
    }
}
