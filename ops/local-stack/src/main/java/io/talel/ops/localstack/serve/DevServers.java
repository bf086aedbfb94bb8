package io.talel.ops.localstack.serve;

import java.util.List;
import java.util.Set;

/**
 * {@code make start-dev-dbs} and {@code make stop-dev-dbs}: the servers without the API. They run on when the start has
 * ended, recorded in the data directory, where the stop finds them.
 */
final class DevServers {

    private final Environment environment;
    private final LauncherMessages messages = new LauncherMessages(System.out);

    private DevServers(Environment environment) {
        this.environment = environment;
    }

    /** @param arguments {@code start} or {@code stop} */
    public static void main(String[] arguments) {
        DevServers servers = new DevServers(Environment.ofThisProcess());
        LauncherCommand.execute(
                switch (String.join(" ", arguments)) {
                    case "start" -> servers::start;
                    case "stop" -> servers::stop;
                    default -> throw new IllegalArgumentException("either start or stop: " + List.of(arguments));
                });
    }

    private int start() {
        Set<Service> embedded = environment.unnamed();
        try (DataDirectory data = DataDirectory.claim(environment.dataDirectory())) {
            if (data.isServing(embedded)) {
                messages.runningAlready(data);
            } else {
                messages.leftBehind(data.endRunning());
                start(embedded, data);
            }
        }
        return LauncherCommand.DONE;
    }

    private void start(Set<Service> embedded, DataDirectory data) {
        EmbeddedServers servers = new EmbeddedServers(data);
        try {
            StackEnv stack = StackEnv.of(environment, servers.start(embedded), data);
            servers.awaitReady();
            messages.omitted(stack.write(data));
            messages.servers(data, stack);
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    private int stop() {
        try (DataDirectory data = DataDirectory.claim(environment.dataDirectory())) {
            messages.stopped(data.endRunning());
        }
        return LauncherCommand.DONE;
    }
}
