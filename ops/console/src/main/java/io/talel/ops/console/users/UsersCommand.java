package io.talel.ops.console.users;

import picocli.CommandLine.Command;

@Command(
        name = "users",
        description = "The people who have an account.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {UsersEraseCommand.class, UsersImportCommand.class})
public final class UsersCommand {}
