package io.talel.ops.console.cli.users;

import io.talel.kernel.user.UserId;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.store.Rows;
import io.talel.ops.console.cli.ChangeCommand;
import io.talel.ops.console.cli.Console;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "disable",
        description = {
            "Ends all sessions of a person, on every node within two seconds, and lets them begin no other until"
                    + " they are enabled. Their articles stay as they are.",
            UsersCommand.ON_REASONS
        },
        mixinStandardHelpOptions = true)
final class UsersDisableCommand extends ChangeCommand {

    /** One statement: nobody is disabled whose sessions go on. */
    private static final String DISABLE = """
            WITH disabled AS (
                UPDATE auth.credential SET disabled_at = now()
                WHERE user_id = ? AND disabled_at IS NULL
                RETURNING user_id)
            INSERT INTO auth.session_end (user_id, why)
            SELECT user_id, 'ACCOUNT_DISABLED' FROM disabled""";

    @Mixin
    private final Account account = new Account();

    @Override
    protected int run(Console console) throws SQLException, IOException {
        UsersCommand.requireNoAddress(reason(), spec);
        UserId user = account.user(spec);
        return change(
                console,
                "users disable %d".formatted(user.value()),
                "All sessions of %s end, and they cannot log in until they are enabled.".formatted(user),
                () -> requireEnabled(console, user),
                () -> disable(console, user),
                () -> Account.isDisabled(console, user) ? Optional.of(disabled(user)) : Optional.empty());
    }

    private static Done disable(Console console, UserId user) throws SQLException {
        try (Connection eventStore = console.settings().eventStore().write()) {
            if (Rows.change(eventStore, DISABLE, user.value()) == 0) {
                requireEnabled(console, user);
            }
        }
        return disabled(user);
    }

    private static Done disabled(UserId user) {
        return new Done("%s is disabled; nodes end their sessions.".formatted(user), Map.of("user", user.value()));
    }

    private static void requireEnabled(Console console, UserId user) throws SQLException {
        if (Account.isDisabled(console, user)) {
            throw new Refused("%s is disabled already".formatted(user));
        }
    }
}
