package io.talel.ops.benchmark;

import io.talel.query.rebuild.RebuildOrder;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import io.talel.query.rebuild.RebuildReport;
import io.talel.query.rebuild.Rebuilds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Rebuilds the articles in a process of its own, with as much heap as an operator's has. */
final class OperatorProcess {

    private static final String RESULT = "rebuilt ";

    @EnableAutoConfiguration
    static class Operator {}

    private final Process process;

    private OperatorProcess(Process process) {
        this.process = process;
    }

    /** What it says last. */
    record Rebuilt(long events, Duration took, Duration frozen) {}

    public static void main(String[] arguments) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Operator.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                // Not the file of the API, which is on this class path too.
                .run("--spring.config.name=operator", "--talelio.projections.enabled=false")) {
            RebuildReport report = context.getBean(Rebuilds.class)
                    .run(
                            new RebuildOrder(
                                    "article", Purpose.REBUILD, null, false, false, Duration.ZERO, "bench", "bench"),
                            progress -> System.out.println(progress));
            System.out.println(RESULT + report.events() + " " + report.took().toMillis() + " "
                    + report.frozen().toMillis());
        }
    }

    static OperatorProcess start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OperatorProcess.class.getName())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new OperatorProcess(builder.start());
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** @return what it has done, as soon as it says so: it is about to end; the rest is kept for the error */
    Rebuilt await() throws IOException {
        StringBuilder said = new StringBuilder();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(RESULT)) {
                String[] words = line.substring(RESULT.length()).split(" ");
                return new Rebuilt(
                        Long.parseLong(words[0]),
                        Duration.ofMillis(Long.parseLong(words[1])),
                        Duration.ofMillis(Long.parseLong(words[2])));
            }
            said.append(line).append('\n');
        }
        throw new IllegalStateException("the rebuild failed:\n" + said);
    }
}
