package io.talel.ops.console.cli.backup;

import io.talel.ops.backup.Engine;
import io.talel.ops.backup.dump.Progress;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.restore.ImageReturn;
import io.talel.ops.backup.restore.ImageReturn.Result;
import io.talel.ops.console.cli.Change;
import io.talel.ops.console.cli.Console;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.Output;
import io.talel.ops.console.cli.ProgressDisplay;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "restore-images",
        description = "Copies images back that the log names and the image bucket lacks, from the copies that"
                + " `backup run --copy-images` made. Images that were removed, and those of erased persons, stay away."
                + " Exits with 1 if some have no copy.",
        mixinStandardHelpOptions = true)
final class BackupRestoreImagesCommand implements Callable<Integer> {

    @Mixin
    private final Change change = new Change();

    @Mixin
    private final Output output = new Output();

    @Spec
    private final CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws SQLException, IOException {
        Console console = Console.of(spec);
        try (Engine engine = Engine.of(console.settings());
                ProgressDisplay display = new ProgressDisplay(console, output)) {
            ImageReturn images = new ImageReturn(
                    console.settings().eventStore(),
                    engine.s3().content(),
                    engine.s3().backups());
            AtomicBoolean endWanted = new AtomicBoolean();
            Result found = images.look(display::at);
            int code = change.run(
                    console,
                    output,
                    "backup restore-images",
                    "Found: " + sentence(found, "can be copied back"),
                    Change.Check.NONE,
                    () -> {
                        Result done = images.run(new Progress() {
                            @Override
                            public void at(long reached, long total, String doing) {
                                display.at(reached, total, doing);
                            }

                            @Override
                            public boolean cancelled() {
                                return endWanted.get();
                            }
                        });
                        return new Change.Done(sentence(done, "copied back"), details(done));
                    },
                    null,
                    () -> endWanted.set(true));
            return code == ExitCode.OK && found.lost() > 0 ? ExitCode.FAILED : code;
        }
    }

    static String sentence(Result result, String returned) {
        return "%s in the bucket, %d %s, %d lost%s."
                .formatted(
                        Words.count(result.present(), "image is", "images are"),
                        result.returned(),
                        returned,
                        result.lost(),
                        result.examples().isEmpty() ? "" : ", for example " + String.join(", ", result.examples()));
    }

    private static Map<String, Object> details(Result result) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("present", result.present());
        details.put("returned", result.returned());
        details.put("lost", result.lost());
        return details;
    }
}
