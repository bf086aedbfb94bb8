package io.talel.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents wrap at 120 columns, but for code, tables, headings, and a word that is longer. */
class DocumentWidthTest {

    private static final int MOST_COLUMNS = 120;

    private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```");
    private static final Pattern UNBROKEN = Pattern.compile("\\|.*|#.*| {4}.*|\\s*(?:[-*>] )?\\S+");

    @Test
    void documents_wrap() {
        List<Path> documents = Documents.all();
        assertThat(documents).hasSizeGreaterThan(40);
        assertThat(documents.stream().flatMap(document -> wideLines(document).stream()))
                .isEmpty();
    }

    @Test
    void a_wide_line_is_found(@TempDir Path directory) throws IOException {
        String widest = "word ".repeat(23) + "words";
        Path document = Files.writeString(
                directory.resolve("wide.md"), """
                # %2$s

                %1$s
                %1$s!
                %3$s

                | %2$s |

                ```
                %1$s!
                ```
                """.formatted(widest, "title ".repeat(30), "-".repeat(130)));
        assertThat(wideLines(document)).containsExactly(document + ": " + widest + "!");
    }

    private static List<String> wideLines(Path document) {
        try {
            return CODE.matcher(Files.readString(document))
                    .replaceAll("")
                    .lines()
                    .filter(line -> line.length() > MOST_COLUMNS)
                    .filter(line -> !UNBROKEN.matcher(line).matches())
                    .map(line -> document + ": " + line)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
