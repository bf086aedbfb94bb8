package io.talel.ops.localstack.serve;

import io.talel.ops.localstack.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Map;

/** Runs the program that its arguments name on new servers, which end with it; the exit code is the program's. */
final class RunWithServers implements LauncherCommand {

    private final ProcessBuilder program;

    private RunWithServers(ProcessBuilder program) {
        this.program = program;
    }

    public static void main(String[] arguments) {
        LauncherCommand.execute(new RunWithServers(new ProcessBuilder(arguments).inheritIO()));
    }

    @Override
    public int run() throws InterruptedException {
        try (DataDirectory data = DataDirectory.claim(Directories.temporary("talelio-servers-"))) {
            try (EmbeddedServers servers = new EmbeddedServers(data)) {
                Environment none = new Environment(Map.of());
                StackEnv stack = StackEnv.of(none, servers.start(EnumSet.complementOf(EnumSet.of(Service.API))), data);
                servers.awaitReady();
                ServedStack.forgetServers(program.environment());
                program.environment().putAll(stack.variables());
                return end(program.start());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                Directories.delete(data.path());
            }
        }
    }

    /** A program that nobody waits for any more ends, since its servers do. */
    private static int end(Process program) throws InterruptedException {
        try {
            return program.waitFor();
        } catch (InterruptedException e) {
            program.descendants().forEach(ProcessHandle::destroy);
            program.destroy();
            throw e;
        }
    }
}
