package io.talel.ops.console.cli.backup;

import picocli.CommandLine.Command;

@Command(
        name = "backup",
        description = "Backups of everything that cannot be rebuilt, in S3_BACKUP_BUCKET.",
        subcommands = {
            BackupRunCommand.class,
            BackupListCommand.class,
            BackupInfoCommand.class,
            BackupVerifyCommand.class,
            BackupDrillCommand.class,
            BackupExpireCommand.class,
            BackupHoldCommand.class,
            BackupReleaseCommand.class,
            BackupRestoreImagesCommand.class
        })
public final class BackupCommand {}
