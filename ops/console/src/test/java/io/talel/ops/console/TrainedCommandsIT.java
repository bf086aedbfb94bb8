package io.talel.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The script {@code ops/talelio} with a cache of the JVM that is older than the program, or that does not fit. */
class TrainedCommandsIT {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    /** The build tree of the operators' commands. */
    @TempDir
    private Path tree;

    private Path jar;
    private Path cache;

    @BeforeEach
    void a_build_tree() throws IOException {
        Path target = Files.createDirectories(tree.resolve("ops/console/target"));
        Files.copy(ROOT.resolve("ops/talelio"), tree.resolve("ops/talelio"));
        Files.createDirectories(tree.resolve(".mvn"));
        Files.copy(ROOT.resolve(".mvn/find-jdk25.sh"), tree.resolve(".mvn/find-jdk25.sh"));
        Path built = ROOT.resolve("ops/console/target");
        Files.copy(built.resolve("class-path"), target.resolve("class-path"));
        try (var jars = Files.newDirectoryStream(built, "console-*.jar")) {
            jar = jars.iterator().next();
        }
        jar = Files.copy(jar, target.resolve(jar.getFileName()));
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
        assertThat(run(environment, "status")).contains("-XX:AOTCache=" + cache);
        assertThat(run(environment, "projections", "rebuild", "article")).doesNotContain("AOTCache");

        age(Duration.ofMinutes(1));
        assertThat(run(environment, "status")).doesNotContain("AOTCache");
    }

    @Test
    void the_answer_is_one_document_though_the_cache_does_not_fit() throws IOException, InterruptedException {
        age(Duration.ofMinutes(-1));
        String answer = run(
                Map.of("DATA_DIR", tree.toString(), "DB_HOST", "127.0.0.1", "DB_PORT", "1"), "status", "-o", "json");

        assertThat(JsonMapper.builder()
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .build()
                        .readTree(answer)
                        .get("outcome")
                        .asString())
                .isEqualTo("failed");
    }

    /** Makes the program older or newer than the cache. */
    private void age(Duration older) throws IOException {
        Files.setLastModifiedTime(
                jar, FileTime.from(Files.getLastModifiedTime(cache).toInstant().plus(older)));
    }

    private String run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = tree.resolve("ops/talelio").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        Process talelio = builder.start();
        String answer = new String(talelio.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        talelio.waitFor();
        return answer;
    }
}
