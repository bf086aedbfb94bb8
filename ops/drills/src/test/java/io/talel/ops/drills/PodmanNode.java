package io.talel.ops.drills;

import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.process.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A node from the image of {@code make image}: not root, without rights, its own file system read-only. */
final class PodmanNode implements AutoCloseable {

    /** As runc and this machine can; crun wants more of the kernel, and limits cannot be raised everywhere. */
    private static final List<String> RUN = List.of(
            "podman",
            "--runtime",
            "runc",
            "run",
            "--rm",
            "--network=host",
            "--ulimit=nofile=4096:4096",
            "--ulimit=nproc=4096:4096",
            "--read-only",
            "--tmpfs=/tmp:exec,size=256m,mode=1777",
            "--cap-drop=all",
            "--security-opt=no-new-privileges",
            "--memory=" + ofEcs("Memory") + "m");

    private static final Duration READY = Duration.ofMinutes(3);

    private final String name;
    private final Map<String, String> environment;
    private final Path directory;
    private Process process;

    private PodmanNode(String name, Map<String, String> environment, Path directory) {
        this.name = name;
        this.environment = environment;
        this.directory = directory;
        this.process = run(name, environment, directory);
    }

    /** @param servers the variables of the servers to work with */
    static PodmanNode start(Path directory, String name, Map<String, String> servers) {
        Map<String, String> environment = new HashMap<>(servers);
        environment.putAll(Cluster.NO_LIMITS);
        environment.put("ENV", "production");
        environment.put("TRUSTED_PROXIES", "127.0.0.1");
        environment.put("DATA_DIR", "/tmp");
        environment.put("IMAGE_DECODERS", "1");
        environment.put("IMAGE_DECODER_MEMORY", "384MB");
        environment.put("PORT", String.valueOf(Loopback.portOrFree(0)));
        environment.put("MANAGEMENT_PORT", String.valueOf(Loopback.portOrFree(0)));
        return new PodmanNode(name, environment, directory);
    }

    /** Another container in the place of one that has ended. */
    void startAgain() {
        process = run(name, environment, directory);
    }

    private static Process run(String name, Map<String, String> environment, Path directory) {
        try {
            Path variables = directory.resolve(name + ".env");
            Files.writeString(
                    variables,
                    environment.entrySet().stream()
                            .map(variable -> variable.getKey() + "=" + variable.getValue())
                            .collect(Collectors.joining("\n")));
            List<String> command = new ArrayList<>(RUN);
            command.addAll(List.of("--name", name, "--env-file", variables.toString(), "talelio"));
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve(name + ".log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a command says in a container of its own. */
    static String said(Path directory, String... command) {
        List<String> words = new ArrayList<>(RUN);
        words.add("talelio");
        words.addAll(List.of(command));
        return SavedImage.said(directory, words.toArray(String[]::new));
    }

    PodmanNode awaitReady() {
        await().atMost(READY).until(() -> !process.isAlive() || isReady());
        if (!process.isAlive()) {
            throw new IllegalStateException("the node ended:\n" + log());
        }
        return this;
    }

    int port() {
        return Integer.parseInt(environment.get("PORT"));
    }

    int managementPort() {
        return Integer.parseInt(environment.get("MANAGEMENT_PORT"));
    }

    /** What a command in the container says, errors included. */
    String execute(String... command) {
        List<String> words = new ArrayList<>(List.of("podman", "--runtime", "runc", "exec", name));
        words.addAll(List.of(command));
        try {
            Process executed =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            String said = new String(executed.getInputStream().readAllBytes());
            return "exit " + executed.waitFor() + "\n" + said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A number of the API's task, the first in the file. */
    private static String ofEcs(String property) {
        try {
            Matcher matcher = Pattern.compile(" " + property + ": (\\d+)")
                    .matcher(Files.readString(Path.of("..", "deploy", "aws", "service.yaml")));
            if (!matcher.find()) {
                throw new IllegalStateException("no " + property);
            }
            return matcher.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM, and the end. */
    void stop() {
        try {
            new ProcessBuilder("podman", "--runtime", "runc", "stop", "--time=" + ofEcs("StopTimeout"), name)
                    .inheritIO()
                    .start()
                    .waitFor();
            process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String log() {
        try {
            return Files.readString(directory.resolve(name + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }

    private boolean isReady() {
        try {
            return Loopback.httpStatus(managementPort(), "/actuator/health/proxy")
                    .startsWith("HTTP/1.1 200");
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }
}
