package io.talel.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestLengthTest {

    private static final int MOST_LINES = 300;

    @Test
    void test_classes_are_short() {
        List<Path> tests = JavaFiles.ofTests();
        assertThat(tests).hasSizeGreaterThan(300);
        assertThat(longOnes(tests)).isEmpty();
    }

    @Test
    void a_long_test_class_is_found(@TempDir Path directory) throws IOException {
        Path longest = Files.writeString(directory.resolve("LongestTest.java"), "\n".repeat(MOST_LINES));
        Path tooLong = Files.writeString(directory.resolve("TooLongTest.java"), "\n".repeat(MOST_LINES + 1));
        assertThat(longOnes(List.of(longest, tooLong))).containsExactly(tooLong);
    }

    private static List<Path> longOnes(List<Path> files) {
        return files.stream().filter(file -> linesOf(file) > MOST_LINES).toList();
    }

    private static long linesOf(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
