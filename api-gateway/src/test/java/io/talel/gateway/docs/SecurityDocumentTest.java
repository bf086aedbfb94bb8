package io.talel.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/security.md names existing tests and mentions every requirement of the standard. */
class SecurityDocumentTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final String DOCUMENT = read(ROOT.resolve("docs/security.md"));

    /** {@code SessionsIT#a_session_ends} or {@code SessionsIT}, between backticks. */
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|E2E))(?:#(\\w+))?`");

    private static final Pattern ROW =
            Pattern.compile("^\\| (\\d+\\.\\d+\\.\\d+[^|]*)\\|([^|]*)\\|([^|]*)\\|$", Pattern.MULTILINE);

    @Test
    void every_test_that_it_names_is_there() throws IOException {
        Map<String, String> tests = testsByName();
        List<MatchResult> named = TEST.matcher(DOCUMENT).results().toList();
        assertThat(named).hasSizeGreaterThan(40).allSatisfy(test -> {
            assertThat(tests).containsKey(test.group(1));
            if (test.group(2) != null) {
                assertThat(tests.get(test.group(1))).contains("void " + test.group(2) + "(");
            }
        });
    }

    @Test
    void what_has_no_test_says_why() {
        List<MatchResult> rows = ROW.matcher(DOCUMENT).results().toList();
        assertThat(rows).hasSizeGreaterThan(40).allSatisfy(row -> assertThat(
                        TEST.matcher(row.group(3)).find()
                                || row.group(2).contains("**")
                                || row.group(2).strip().startsWith("no"))
                .as(row.group(1))
                .isTrue());
    }

    private static Map<String, String> testsByName() throws IOException {
        try (Stream<Path> files = Files.find(
                ROOT,
                20,
                (file, _) -> file.toString().contains("src/test/java")
                        && file.toString().matches(".*(Test|IT|E2E)\\.java"))) {
            return files.collect(Collectors.toMap(
                    file -> file.getFileName().toString().replace(".java", ""),
                    SecurityDocumentTest::read,
                    (one, other) -> one + other));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
