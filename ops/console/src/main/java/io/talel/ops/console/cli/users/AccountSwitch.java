package io.talel.ops.console.cli.users;

import static io.talel.ops.backup.store.OperatorStatements.AUTH;

import io.talel.kernel.user.UserId;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.store.Rows;
import io.talel.ops.console.cli.CommandContext;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Disables or enables an account by one statement. */
abstract class AccountSwitch extends AccountCommand {

    private final boolean disables;
    private final String statement;
    private final String effect;
    private final String done;

    /**
     * @param statement changes a row if the account is in the other state
     * @param effect of the change, a sentence with {@code %s} for the account
     * @param done what was done, likewise
     */
    AccountSwitch(boolean disables, String statement, String effect, String done) {
        this.disables = disables;
        this.statement = statement;
        this.effect = effect;
        this.done = done;
    }

    @Override
    final int change(CommandContext context, UserId user) throws SQLException, IOException {
        return change(
                context,
                "users %s %d".formatted(spec.name(), user.value()),
                effect.formatted(user),
                () -> requireOther(context, user),
                () -> perform(context, user),
                () -> isDisabled(context, user) == disables ? Optional.of(done(user)) : Optional.empty());
    }

    private Done perform(CommandContext context, UserId user) throws SQLException {
        try (Connection eventStore = context.settings().eventStore().write()) {
            if (Rows.change(eventStore, statement, user.value()) == 0) {
                requireOther(context, user);
            }
        }
        return done(user);
    }

    private Done done(UserId user) {
        return new Done(done.formatted(user), Map.of("user", user.value()));
    }

    private void requireOther(CommandContext context, UserId user) throws SQLException {
        if (isDisabled(context, user) == disables) {
            throw new Refused((disables ? "%s is disabled already" : "%s is not disabled").formatted(user));
        }
    }

    /** @throws Refused if there is no such account */
    private static boolean isDisabled(CommandContext context, UserId user) throws SQLException {
        try (Connection eventStore = context.settings().eventStore().read()) {
            return Rows.first(eventStore, AUTH.get("is-disabled"), row -> row.getBoolean(1), user.value())
                    .orElseThrow(() -> new Refused("there is no account of %s".formatted(user)));
        }
    }
}
