package io.talel.ops.console.cli.users;

import io.talel.kernel.user.UserId;
import io.talel.ops.console.cli.ChangeCommand;
import io.talel.ops.console.cli.CommandContext;
import java.io.IOException;
import java.sql.SQLException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** A command that changes one account. */
abstract class AccountCommand extends ChangeCommand {

    @Parameters(paramLabel = "ID", description = "Number of the user.")
    private long id;

    @Override
    protected final int run(CommandContext context) throws SQLException, IOException {
        if (id < 1) {
            throw new ParameterException(spec.commandLine(), "ID must be a positive number");
        }
        UsersCommand.requireNoAddress(reason(), spec);
        return change(context, new UserId(id));
    }

    /** @return the exit code */
    abstract int change(CommandContext context, UserId user) throws SQLException, IOException;
}
