package io.talel.ops.console.cli.users;

import picocli.CommandLine.Command;

@Command(
        name = "disable",
        description = {
            "Ends all sessions of a person, on every node within two seconds, and refuses new ones until the account"
                    + " is enabled. The articles stay as they are.",
            UsersCommand.ON_REASONS
        },
        mixinStandardHelpOptions = true)
final class UsersDisableCommand extends AccountSwitch {

    /** One statement: a disabled account must not keep its sessions. */
    private static final String DISABLE = """
            WITH disabled AS (
                UPDATE auth.credential SET disabled_at = now()
                WHERE user_id = ? AND disabled_at IS NULL
                RETURNING user_id)
            INSERT INTO auth.session_end (user_id, why)
            SELECT user_id, 'ACCOUNT_DISABLED' FROM disabled""";

    UsersDisableCommand() {
        super(
                true,
                DISABLE,
                "All sessions of %s end, and they cannot log in until they are enabled.",
                "%s is disabled; nodes end their sessions.");
    }
}
