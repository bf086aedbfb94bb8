package io.talel.ops.console.cli.users;

import io.talel.kernel.user.UserId;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.store.Rows;
import io.talel.ops.console.cli.Change;
import io.talel.ops.console.cli.Console;
import io.talel.ops.console.cli.Output;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "enable",
        description = {
            "Lets a person log in again who was disabled; sessions that have ended stay ended.",
            UsersCommand.ON_REASONS
        },
        mixinStandardHelpOptions = true)
final class UsersEnableCommand implements Callable<Integer> {

    private static final String ENABLE =
            "UPDATE auth.credential SET disabled_at = NULL WHERE user_id = ? AND disabled_at IS NOT NULL";

    @Mixin
    private final Account account = new Account();

    @Mixin
    private final Change change = new Change();

    @Mixin
    private final Output output = new Output();

    @Spec
    private final CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws SQLException, IOException {
        UsersCommand.requireNoAddress(change.reason(), spec);
        Console console = Console.of(spec);
        UserId user = account.user(spec);
        return change.run(
                console,
                output,
                "users enable %d".formatted(user.value()),
                "%s can log in again.".formatted(user),
                () -> requireDisabled(console, user),
                () -> enable(console, user),
                () -> Account.isDisabled(console, user) ? Optional.empty() : Optional.of(enabled(user)));
    }

    private static Change.Done enable(Console console, UserId user) throws SQLException {
        try (Connection eventStore = console.settings().eventStore().write()) {
            if (Rows.change(eventStore, ENABLE, user.value()) == 0) {
                requireDisabled(console, user);
            }
        }
        return enabled(user);
    }

    private static Change.Done enabled(UserId user) {
        return new Change.Done("%s can log in again.".formatted(user), Map.of("user", user.value()));
    }

    private static void requireDisabled(Console console, UserId user) throws SQLException {
        if (!Account.isDisabled(console, user)) {
            throw new Refused("%s is not disabled".formatted(user));
        }
    }
}
