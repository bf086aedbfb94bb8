package io.talel.ops.console.cli;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that works on the stores and answers in the requested format. */
public abstract class StoreCommand implements Callable<Integer> {

    @Mixin
    private final OutputOption output = new OutputOption();

    @Spec
    protected final CommandSpec spec = CommandSpec.create();

    @Override
    public final Integer call() throws SQLException, IOException {
        return run(CommandContext.of(spec));
    }

    /** @return the exit code */
    protected abstract int run(CommandContext context) throws SQLException, IOException;
}
