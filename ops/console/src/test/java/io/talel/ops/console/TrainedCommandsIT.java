package io.talel.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.console.cli.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The script {@code ops/talelio} with an AOT cache that fits, is older than the program, or does not fit. */
class TrainedCommandsIT {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final String JDK = System.getProperty("java.home");

    /** Build tree of the operators' commands. */
    @TempDir
    private Path tree;

    private Path classPath;
    private Path jar;
    private Path cache;

    @BeforeEach
    void a_build_tree() throws IOException {
        Path target = Files.createDirectories(tree.resolve("ops/console/target"));
        Files.copy(ROOT.resolve("ops/talelio"), tree.resolve("ops/talelio"));
        Files.createDirectories(tree.resolve(".mvn"));
        Files.copy(ROOT.resolve(".mvn/find-jdk25.sh"), tree.resolve(".mvn/find-jdk25.sh"));
        Path built = ROOT.resolve("ops/console/target");
        classPath = Files.copy(built.resolve("class-path"), target.resolve("class-path"));
        jar = Files.copy(built.resolve("console.jar"), target.resolve("console.jar"));
        cache = Files.writeString(target.resolve("talelio.aot"), "This is no cache.");
    }

    @Test
    void only_a_cache_that_is_newer_than_the_program_is_used() throws IOException, InterruptedException {
        Path jdk = tree.resolve("jdk");
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
        for (String program : new String[] {"java", "javac"}) {
            Path script = Files.writeString(jdk.resolve("bin").resolve(program), "#!/bin/sh\necho \"$@\"\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
        }
        Map<String, String> environment = Map.of("JAVA_HOME", jdk.toString());

        age(Duration.ofMinutes(-1));
        assertThat(run(environment, ExitCode.OK, "status")).contains("-XX:AOTCache=" + cache);
        assertThat(run(environment, ExitCode.OK, "projections", "rebuild", "article"))
                .isNotBlank()
                .doesNotContain("AOTCache");
        assertThat(run(environment, ExitCode.OK, "backup", "run")).isNotBlank().doesNotContain("AOTCache");

        age(Duration.ofMinutes(1));
        assertThat(run(environment, ExitCode.OK, "status")).isNotBlank().doesNotContain("AOTCache");
    }

    /** The JVM is set to fail without a cache. */
    @Test
    void a_cache_of_the_training_run_fits() throws IOException, InterruptedException {
        Map<String, String> demanding = Map.of("JAVA_HOME", JDK, "JAVA_TOOL_OPTIONS", "-XX:AOTMode=on");
        age(Duration.ofMinutes(-1));
        run(demanding, ExitCode.FAILED, "--help");

        Files.delete(cache);
        run(
                Map.of(),
                ExitCode.OK,
                List.of(
                        Path.of(JDK, "bin", "java").toString(),
                        "-XX:AOTCacheOutput=" + cache,
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        jar + ":" + Files.readString(classPath),
                        Talelio.class.getName(),
                        "--help"));
        assertThat(cache).isNotEmptyFile();

        assertThat(run(demanding, ExitCode.OK, "--help")).contains("doctor");
    }

    @Test
    void the_answer_is_one_document_though_the_cache_does_not_fit() throws IOException, InterruptedException {
        age(Duration.ofMinutes(-1));
        String answer = run(
                Map.of("DATA_DIR", tree.toString(), "DB_HOST", "127.0.0.1", "DB_PORT", "1"),
                ExitCode.FAILED,
                "status",
                "-o",
                "json");

        assertThat(JsonMapper.builder()
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .build()
                        .readTree(answer)
                        .get("outcome")
                        .asString())
                .isEqualTo("failed");
    }

    @Test
    void what_is_not_built_yet_says_so() throws IOException, InterruptedException {
        Files.delete(jar);

        assertThat(run(
                        Map.of(),
                        ExitCode.FAILED,
                        List.of(
                                "sh",
                                "-c",
                                "exec \"$0\" status 2>&1",
                                tree.resolve("ops/talelio").toString())))
                .contains("not built yet");
    }

    /** Makes the program older or newer than the cache. */
    private void age(Duration older) throws IOException {
        Files.setLastModifiedTime(
                jar, FileTime.from(Files.getLastModifiedTime(cache).toInstant().plus(older)));
    }

    private String run(Map<String, String> environment, int code, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(tree.resolve("ops/talelio").toString()));
        command.addAll(List.of(arguments));
        return run(environment, code, command);
    }

    private static String run(Map<String, String> environment, int code, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String complaint = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(complaint).isEqualTo(code);
        return answer;
    }
}
