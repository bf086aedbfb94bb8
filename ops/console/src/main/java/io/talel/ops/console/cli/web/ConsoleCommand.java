package io.talel.ops.console.cli.web;

import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.web.WebConsole;
import io.talel.ops.console.web.access.Role;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.springframework.context.ApplicationContextException;
import org.springframework.core.NestedExceptionUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "console", description = "Serves the web console on loopback, until Ctrl-C.")
public final class ConsoleCommand implements Callable<Integer> {

    private static final int HIGHEST_PORT = 65_535;

    @Option(
            names = "--port",
            defaultValue = "${env:CONSOLE_PORT:-5002}",
            description = "Port on 127.0.0.1 (default: CONSOLE_PORT, or 5002).")
    private int port;

    @Spec
    private final CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new ParameterException(spec.commandLine(), "A port is a number from 0 to " + HIGHEST_PORT + ".");
        }
        CommandContext context = CommandContext.of(spec);
        PrintWriter out = context.out();
        try (WebConsole web = WebConsole.start(context.settings(), context.operator(), port)) {
            out.println("The console is up, until Ctrl-C. To look and to act:");
            out.println("  " + web.address(Role.OPERATOR));
            out.println("To look only:");
            out.println("  " + web.address(Role.VIEWER));
            out.flush();
            new CountDownLatch(1).await();
        } catch (ApplicationContextException e) {
            if (NestedExceptionUtils.getMostSpecificCause(e) instanceof BindException) {
                throw new Refused("Port " + port + " of 127.0.0.1 is in use; choose another with --port.");
            }
            throw e;
        }
        return ExitCode.OK;
    }
}
