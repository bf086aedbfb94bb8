package io.talel.ops.console.cli.users;

import static io.talel.ops.backup.store.OperatorStatements.AUTH;

import picocli.CommandLine.Command;

@Command(
        name = "disable",
        description = {
            "Ends all sessions of a person, on every node within two seconds, and refuses new ones until the account"
                    + " is enabled. The articles stay as they are.",
            UsersCommand.ON_REASONS
        })
final class UsersDisableCommand extends AccountSwitch {

    UsersDisableCommand() {
        super(
                true,
                AUTH.get("disable"),
                "All sessions of %s end, and they cannot log in until they are enabled.",
                "%s is disabled; nodes end their sessions.");
    }
}
