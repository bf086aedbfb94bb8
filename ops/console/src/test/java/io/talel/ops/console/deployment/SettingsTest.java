package io.talel.ops.console.deployment;

import static io.talel.ops.console.deployment.Deployment.PARAMETERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.configuration.EnvironmentVariables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What can be set is in the tables of the documentation. */
class SettingsTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path DEPLOY = ROOT.resolve("ops/deploy");

    @Test
    void every_variable_of_compose_that_is_not_drawn_is_in_the_table() {
        Set<String> drawn = Arrays.stream(found("for name in ([A-Z_ ]+);", read(DEPLOY.resolve("new-secrets")))
                        .iterator()
                        .next()
                        .split(" "))
                .collect(Collectors.toSet());
        Set<String> read = found("\\$\\{([A-Z0-9_]+)", read(DEPLOY.resolve("compose.yaml")));
        assertThat(read).containsAll(drawn);
        read.removeAll(drawn);
        assertThat(column("deploy.md", "## Settings", 0)).isEqualTo(read);
    }

    @Test
    void every_parameter_of_a_release_but_its_images_is_in_the_table() {
        Set<String> parameters = new TreeSet<>(PARAMETERS.names());
        assertThat(parameters.removeAll(Set.of("Tag", "Files"))).isTrue();
        assertThat(column("deploy.md", "## Settings", 1)).isEqualTo(parameters);
    }

    @Test
    void names_that_variables_have_now_are_variables() {
        assertThat(column("migrate.md", "## Names of variables", 1))
                .contains("REDIS_HOST", "WEBSUB_HUB", "OTEL_EXPORTER_OTLP_ENDPOINT", "TRACE_SAMPLING")
                .allMatch(name -> EnvironmentVariables.find(name).isPresent());
    }

    /** Names in a column of the first table below a heading. */
    private static Set<String> column(String page, String heading, int column) {
        String text = read(ROOT.resolve("docs").resolve(page));
        List<String> rows = text.substring(text.indexOf("\n" + heading + "\n"))
                .lines()
                .dropWhile(line -> !line.startsWith("|---"))
                .skip(1)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(10);
        return rows.stream()
                .flatMap(row -> found("`([A-Za-z0-9_]+)`", row.split("\\|")[column + 1]).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
