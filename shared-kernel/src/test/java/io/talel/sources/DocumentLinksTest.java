package io.talel.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links between the documents lead to files and headings that exist. */
class DocumentLinksTest {

    private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```");
    private static final Pattern LINK = Pattern.compile("]\\((?!\\w+:)([^)#\\s]*)#?([^)\\s]*)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    @Test
    void every_link_leads_somewhere() throws IOException {
        List<Path> documents = Documents.all();
        assertThat(documents).hasSizeGreaterThan(40);
        for (Path document : documents) {
            assertThat(brokenLinks(document)).as(document.toString()).isEmpty();
        }
    }

    @Test
    void a_link_to_no_file_or_heading_breaks_the_rule(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("there.md"), "# What `it` is, now\n\n```\n# Code\n```\n");
        Path document = Files.writeString(directory.resolve("here.md"), """
                # Links

                [a](there.md) [b](there.md#what-it-is-now) [c](#links) [d](https://example.org/#x)
                [e](nowhere.md) [f](there.md#code) [g](#lost)
                """);
        assertThat(brokenLinks(document)).containsExactly("nowhere.md", "there.md#code", "#lost");
    }

    private static List<String> brokenLinks(Path document) {
        return LINK.matcher(prose(document))
                .results()
                .filter(link -> !leadsSomewhere(document, link.group(1), link.group(2)))
                .map(link -> link.group().substring(2, link.group().length() - 1))
                .toList();
    }

    private static boolean leadsSomewhere(Path document, String file, String heading) {
        Path target = file.isEmpty() ? document : document.resolveSibling(file);
        return Files.exists(target)
                && (heading.isEmpty()
                        || !target.toString().endsWith(".md")
                        || headings(target).contains(heading));
    }

    private static List<String> headings(Path document) {
        return HEADING.matcher(prose(document))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static String prose(Path document) {
        try {
            return CODE.matcher(Files.readString(document)).replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
