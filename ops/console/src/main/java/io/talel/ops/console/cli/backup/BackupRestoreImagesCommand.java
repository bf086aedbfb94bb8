package io.talel.ops.console.cli.backup;

import io.talel.ops.backup.BackupContext;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.restore.ImageReturn;
import io.talel.ops.backup.restore.ImageReturn.Result;
import io.talel.ops.console.cli.ChangeCommand;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.ProgressDisplay;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "restore-images",
        description =
                "Copies missing images back to the image bucket, from the copies of `backup run --copy-images`. Leaves"
                        + " out removed images and those of erased persons. Exits with 1 if some images have no copy.")
final class BackupRestoreImagesCommand extends ChangeCommand {

    @Override
    protected int run(CommandContext context) throws SQLException, IOException {
        try (BackupContext backupContext = BackupContext.of(context.settings());
                ProgressDisplay watched = new ProgressDisplay(context, this::endWanted)) {
            ImageReturn images = new ImageReturn(
                    context.settings().eventStore(),
                    backupContext.s3().content(),
                    backupContext.s3().backups());
            Result found = images.look(watched);
            int code = change(
                    context,
                    "backup restore-images",
                    "Found: " + sentence(found, "can be copied back"),
                    Precondition.NONE,
                    () -> {
                        Result done = images.run(watched);
                        return new Done(sentence(done, "copied back"), details(done));
                    });
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
