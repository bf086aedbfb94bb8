package io.talel.ops.console.users;

import picocli.CommandLine.Command;

@Command(
        name = "users",
        description = "People and their accounts.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UsersImportCommand.class,
            UsersDisableCommand.class,
            UsersEnableCommand.class,
            UsersEraseCommand.class
        })
public final class UsersCommand {}
