package io.talel.ops.console.cli.users;

import io.talel.kernel.user.UserId;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.store.Rows;
import io.talel.ops.console.cli.Console;
import java.sql.Connection;
import java.sql.SQLException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Whom a command is about. */
final class Account {

    private static final String DISABLED = "SELECT disabled_at IS NOT NULL FROM auth.credential WHERE user_id = ?";

    @Parameters(paramLabel = "ID", description = "Number of the user.")
    private long id;

    UserId user(CommandSpec spec) {
        if (id < 1) {
            throw new ParameterException(spec.commandLine(), "ID must be a positive number");
        }
        return new UserId(id);
    }

    /** @throws Refused if there is no such account */
    static boolean isDisabled(Console console, UserId user) throws SQLException {
        try (Connection eventStore = console.settings().eventStore().read()) {
            return Rows.first(eventStore, DISABLED, row -> row.getBoolean(1), user.value())
                    .orElseThrow(() -> new Refused("there is no account of %s".formatted(user)));
        }
    }
}
