package io.talel.ops.console.cli.backup;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.outcome.Refused;
import java.io.IOException;
import picocli.CommandLine.Parameters;

/** The one backup that a command changes; {@code latest} would mean another one tomorrow. */
final class NamedBackup {

    @Parameters(paramLabel = "ID", description = "Name of a backup, as `backup list` shows it.")
    private String name = "";

    String name() {
        return name;
    }

    BackupId id() {
        if (!BackupId.isOne(name)) {
            throw new Refused("'%s' is no name of a backup; `backup list` shows them".formatted(name));
        }
        return new BackupId(name);
    }

    /** @throws Refused unless it was completed, and holds more than keys: of these the newest are kept anyway */
    void requireEvents(Archive archive) throws IOException {
        if (archive.find(Kind.FULL, id()).isEmpty()) {
            throw new Refused("there is no backup %s, or it was never completed".formatted(name));
        }
    }
}
