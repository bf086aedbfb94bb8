package io.talel.ops.console.cli.users;

import static io.talel.ops.backup.store.OperatorStatements.AUTH;

import picocli.CommandLine.Command;

@Command(
        name = "enable",
        description = {"Allows a disabled person to log in again; ended sessions stay ended.", UsersCommand.ON_REASONS})
final class UsersEnableCommand extends AccountSwitch {

    UsersEnableCommand() {
        super(false, AUTH.get("enable"), "%s can log in again.", "%s can log in again.");
    }
}
