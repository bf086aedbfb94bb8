package io.talel.ops.localstack.serve;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Messages of the launcher on standard output. */
final class LauncherMessages {

    private final PrintStream out;

    LauncherMessages(PrintStream out) {
        this.out = out;
    }

    void leftBehind(Set<Service> ended) {
        if (!ended.isEmpty()) {
            out.println("ended what an earlier run had left behind: " + spoken(ended));
        }
    }

    void runningAlready(DataDirectory data) {
        out.println("the servers run already; " + shown(data.stackEnv()) + " says where");
    }

    void stopped(Set<Service> ended) {
        out.println(ended.isEmpty() ? "nothing was running" : "stopped: " + spoken(ended));
    }

    void omitted(List<String> variables) {
        if (!variables.isEmpty()) {
            out.println("not in stack.env, which cannot hold blanks or quotes: " + String.join(", ", variables));
        }
    }

    void serving(Duration start, DataDirectory data, Ports ports, StackEnv stack) {
        out.printf(Locale.ROOT, "%ntalelio is up after %.1f s%n", start.toMillis() / 1000.0);
        line("API", "http://127.0.0.1:" + ports.api() + "/v1");
        line("documents", "http://127.0.0.1:" + ports.api() + "/v1/docs");
        line("management", "http://127.0.0.1:" + ports.management() + "/actuator/health");
        servers(data, stack);
        out.println("Ctrl-C stops it; the data stays in " + shown(data.path()));
    }

    void servers(DataDirectory data, StackEnv stack) {
        Map<String, String> variables = stack.variables();
        String file = shown(data.stackEnv());
        line("PostgreSQL", variables.get("PGHOST") + ":" + variables.get("PGPORT") + "   env $(cat " + file + ") psql");
        line("Redis", variables.get("REDIS_HOST") + ":" + variables.get("REDIS_PORT"));
        line("S3", variables.getOrDefault("S3_ENDPOINT", "AWS") + "   bucket " + variables.get("S3_BUCKET"));
        line("variables", file);
    }

    void lost(Service service) {
        out.println(
                service == Service.API
                        ? "the API has ended by itself; stopping the rest"
                        : service.spoken + " has ended by itself: the API goes on, answering 503 to what needs it;"
                                + " Ctrl-C and a new start recover");
    }

    private void line(String name, String value) {
        out.printf("  %-11s %s%n", name, value);
    }

    private static String spoken(Set<Service> services) {
        return services.stream().map(service -> service.spoken).collect(Collectors.joining(", "));
    }

    /** Relative where it lies below the working directory, as one would type it. */
    private static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return (path.startsWith(here) ? here.relativize(path) : path).toString();
    }
}
