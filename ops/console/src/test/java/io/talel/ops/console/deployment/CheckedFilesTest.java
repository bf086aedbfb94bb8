package io.talel.ops.console.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documentation says how every file was checked. */
class CheckedFilesTest {

    @Test
    void every_file_has_a_row_that_says_how_it_was_checked() throws IOException {
        String docs = Files.readString(Path.of("..", "..", "docs", "deploy.md"));
        List<PathMatcher> rows = docs.substring(docs.indexOf("## How this was checked"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> Pattern.compile("`([^`]+)`")
                        .matcher(line.split("\\|")[1])
                        .results())
                .map(name -> FileSystems.getDefault().getPathMatcher("glob:" + name.group(1)))
                .toList();
        Path root = Path.of("..", "..");
        List<Path> files = new ArrayList<>(files(root.resolve(".github"), root));
        files(root.resolve("ops/deploy"), root.resolve("ops/deploy")).stream()
                .filter(file -> !file.toString().matches("[.].*|secrets/.*|check/node_modules/.*"))
                .forEach(files::add);
        assertThat(files).hasSizeGreaterThan(40).allMatch(file -> rows.stream().anyMatch(row -> row.matches(file)));
        assertThat(rows).as("rows of files that are there").allMatch(row -> files.stream()
                .anyMatch(row::matches));
    }

    private static List<Path> files(Path directory, Path root) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).map(root::relativize).toList();
        }
    }
}
