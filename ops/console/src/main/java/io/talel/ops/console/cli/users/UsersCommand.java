package io.talel.ops.console.cli.users;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

@Command(
        name = "users",
        description = "People and their accounts.",
        subcommands = {
            UsersImportCommand.class,
            UsersDisableCommand.class,
            UsersEnableCommand.class,
            UsersEraseCommand.class
        })
public final class UsersCommand {

    public static final String ON_REASONS =
            "The reason is kept for ever, in the clear, in the operator log and in every backup: give the number of a"
                    + " ticket, no name and no address.";

    /** @throws ParameterException if the reason holds an e-mail address, which an erasure could not remove */
    public static void requireNoAddress(String reason, CommandSpec spec) {
        if (reason.contains("@")) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--reason': it has an address in it. " + ON_REASONS);
        }
    }
}
