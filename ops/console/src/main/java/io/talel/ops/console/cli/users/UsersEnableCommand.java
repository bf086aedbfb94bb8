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
        name = "enable",
        description = {
            "Lets a person log in again who was disabled; sessions that have ended stay ended.",
            UsersCommand.ON_REASONS
        },
        mixinStandardHelpOptions = true)
final class UsersEnableCommand extends ChangeCommand {

    private static final String ENABLE =
            "UPDATE auth.credential SET disabled_at = NULL WHERE user_id = ? AND disabled_at IS NOT NULL";

    @Mixin
    private final Account account = new Account();

    @Override
    protected int run(Console console) throws SQLException, IOException {
        UsersCommand.requireNoAddress(reason(), spec);
        UserId user = account.user(spec);
        return change(
                console,
                "users enable %d".formatted(user.value()),
                "%s can log in again.".formatted(user),
                () -> requireDisabled(console, user),
                () -> enable(console, user),
                () -> Account.isDisabled(console, user) ? Optional.empty() : Optional.of(enabled(user)));
    }

    private static Done enable(Console console, UserId user) throws SQLException {
        try (Connection eventStore = console.settings().eventStore().write()) {
            if (Rows.change(eventStore, ENABLE, user.value()) == 0) {
                requireDisabled(console, user);
            }
        }
        return enabled(user);
    }

    private static Done enabled(UserId user) {
        return new Done("%s can log in again.".formatted(user), Map.of("user", user.value()));
    }

    private static void requireDisabled(Console console, UserId user) throws SQLException {
        if (!Account.isDisabled(console, user)) {
            throw new Refused("%s is not disabled".formatted(user));
        }
    }
}
