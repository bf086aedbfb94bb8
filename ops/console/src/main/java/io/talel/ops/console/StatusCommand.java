package io.talel.ops.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "status",
        description = "Shows how far every projection is; exits with 3 when one is behind.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private final Output output = new Output();

    @Spec
    private final CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws SQLException, IOException {
        Settings settings = Talelio.settings(spec);
        try (Connection connection =
                DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password())) {
            connection.setReadOnly(true);
            Status status = new StatusQuery(connection).run();
            print(status, spec.commandLine().getOut());
            return status.healthy() ? ExitCode.OK : ExitCode.UNHEALTHY;
        }
    }

    private void print(Status status, PrintWriter out) {
        if (output.isJson()) {
            out.println(JsonMapper.shared().writeValueAsString(status));
            return;
        }
        out.printf("head of the log: %d%n%n", status.head());
        out.printf("%-12s %12s %10s %10s  %s%n", "PROJECTION", "POSITION", "BEHIND", "SEGMENTS", "STATE");
        for (ProjectionStatus p : status.projections()) {
            String segments = p.owned() + "/" + p.segments().size();
            String state = p.healthy() ? "ok" : "behind";
            out.printf("%-12s %12d %10d %10s  %s%n", p.name(), p.position(), p.behind(), segments, state);
        }
    }
}
