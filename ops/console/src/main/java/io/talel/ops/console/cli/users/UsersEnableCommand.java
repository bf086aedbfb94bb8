package io.talel.ops.console.cli.users;

import picocli.CommandLine.Command;

@Command(
        name = "enable",
        description = {"Allows a disabled person to log in again; ended sessions stay ended.", UsersCommand.ON_REASONS},
        mixinStandardHelpOptions = true)
final class UsersEnableCommand extends AccountSwitch {

    private static final String ENABLE =
            "UPDATE auth.credential SET disabled_at = NULL WHERE user_id = ? AND disabled_at IS NOT NULL";

    UsersEnableCommand() {
        super(false, ENABLE, "%s can log in again.", "%s can log in again.");
    }
}
