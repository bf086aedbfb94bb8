package io.talel.ops.console.cli.log;

import io.talel.ops.backup.log.OperatorLog;
import io.talel.ops.backup.log.OperatorLogEntry;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.LineCount;
import io.talel.ops.console.cli.StoreCommand;
import io.talel.ops.console.cli.Table;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "log",
        description = "Shows the operator log, the newest first: who changed what, why, and the outcome.")
public final class OperatorLogCommand extends StoreCommand {

    @Option(
            names = "-n",
            paramLabel = "COUNT",
            converter = LineCount.class,
            defaultValue = "20",
            description = "Number of entries (default: 20).")
    private int count;

    @Override
    protected int run(CommandContext context) throws SQLException, IOException {
        List<OperatorLogEntry> entries;
        try (Connection eventStore = context.settings().eventStore().read()) {
            entries = new OperatorLog(eventStore).newest(count);
        }
        Table table = new Table("ID", "AT", "OPERATOR", "HOST", "COMMAND", "OUTCOME", "REASON", "DETAILS");
        for (OperatorLogEntry entry : entries) {
            String outcome = entry.outcome();
            table.row(
                    entry.id(),
                    Words.time(entry.at()),
                    entry.operator(),
                    entry.host(),
                    Words.cut(entry.command(), 60),
                    outcome == null ? "unfinished" : outcome,
                    Words.cut(entry.reason(), 40),
                    Words.cut(entry.details(), 60));
        }
        return context.show(entries, table);
    }
}
