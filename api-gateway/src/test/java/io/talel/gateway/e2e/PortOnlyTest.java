package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that need nothing of a node but its port are tagged, and ops/drills/e2e runs those with the tag. */
class PortOnlyTest {

    private static final Path DIRECTORY = Path.of("src/test/java/io/talel/gateway/e2e");

    private static final String TAG = "\n@Tag(\"port\")\n";

    /** Everything that a class asks of the type, and that a node elsewhere has, too. */
    private static final Pattern OF_A_NODE = Pattern.compile("\\bGatewayNode\\b([. ]\\w+(\\(\\)\\.\\w+)?)?");

    private static final List<String> ON_A_PORT =
            List.of("GatewayNode.shared().api", "GatewayNode.shared().port", "GatewayNode.SECRET_KEY");

    /** Keyed by class. */
    private static final Map<String, String> NOT_IN_PRODUCTION =
            Map.of("SameOriginE2E", "the cookie of a refresh token has another name there");

    @Test
    void a_class_that_needs_only_a_port_is_tagged() {
        List<Path> needing = classes()
                .filter(file -> needsOnlyAPort(read(file)))
                .filter(file -> !NOT_IN_PRODUCTION.containsKey(name(file)))
                .toList();

        assertThat(needing).hasSizeGreaterThan(20).allSatisfy(file -> assertThat(read(file))
                .contains(TAG));
        assertThat(classes().map(PortOnlyTest::name)).containsAll(NOT_IN_PRODUCTION.keySet());
    }

    @Test
    void a_tagged_class_needs_only_a_port() {
        assertThat(classes().map(PortOnlyTest::read).filter(source -> source.contains(TAG)))
                .isNotEmpty()
                .allMatch(PortOnlyTest::needsOnlyAPort);
    }

    @Test
    void the_drill_runs_the_classes_with_the_tag() throws IOException {
        assertThat(Files.readString(Path.of("../ops/drills/e2e")))
                .contains("grep -lx '@Tag(\"port\")' api-gateway/" + DIRECTORY + "/*E2E.java");
    }

    @Test
    void the_rule_knows_what_looks_into_the_node() {
        assertThat(needsOnlyAPort("Api api = GatewayNode.shared().api();")).isTrue();
        assertThat(needsOnlyAPort("Api api = GatewayNode.shared().api(); GatewayNode.with(Map.of())"))
                .isFalse();
        assertThat(needsOnlyAPort("Api api = GatewayNode.shared().api(); GatewayNode.shared().jdbc()"))
                .isFalse();
        assertThat(needsOnlyAPort("GatewayNode node = GatewayNode.shared();")).isFalse();
        assertThat(needsOnlyAPort("Api api = GatewayNode.shared().api(); SharedServers.redis()"))
                .isFalse();
    }

    private static boolean needsOnlyAPort(String source) {
        List<String> asked =
                OF_A_NODE.matcher(source).results().map(MatchResult::group).toList();
        return asked.contains("GatewayNode.shared().api")
                && ON_A_PORT.containsAll(asked)
                && !source.contains("SharedServers");
    }

    private static Stream<Path> classes() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith("E2E.java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
