package io.talel.ops.console.cli.backup;

import io.talel.ops.backup.BackupContext;
import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.archive.Holds;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.console.cli.ChangeCommand;
import io.talel.ops.console.cli.CommandContext;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import picocli.CommandLine.Parameters;

/** Puts a backup on hold or releases it. Needs its id, since {@code latest} would mean another backup tomorrow. */
abstract class HoldChange extends ChangeCommand {

    @Parameters(paramLabel = "ID", description = "Name of a backup, as `backup list` shows it.")
    private String name = "";

    private final String effect;
    private final String done;

    /**
     * @param effect of the change, a sentence with {@code %s} for the backup
     * @param done what was done, likewise
     */
    HoldChange(String effect, String done) {
        this.effect = effect;
        this.done = done;
    }

    /** @throws Refused if the change is not possible now */
    abstract void check(Archive archive, Holds holds, BackupId backup) throws IOException;

    abstract void perform(Holds holds, BackupId backup, CommandContext context) throws IOException;

    @Override
    protected final int run(CommandContext context) throws SQLException, IOException {
        try (BackupContext backupContext = BackupContext.of(context.settings())) {
            Archive archive = backupContext.archive();
            Holds holds = new Holds(archive.bucket());
            return change(
                    context,
                    "backup %s %s".formatted(spec.name(), name),
                    effect.formatted(name),
                    () -> check(archive, holds, BackupId.named(name)),
                    () -> {
                        BackupId backup = BackupId.named(name);
                        check(archive, holds, backup);
                        perform(holds, backup, context);
                        return new Done(done.formatted(name), Map.of("id", name));
                    });
        }
    }
}
