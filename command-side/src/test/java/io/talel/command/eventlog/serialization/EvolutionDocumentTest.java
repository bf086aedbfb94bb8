package io.talel.command.eventlog.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps the files of {@code docs/evolution.md} in existence. */
class EvolutionDocumentTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern FILE = Pattern.compile("`([a-z-]+(?:/[a-z-]+)*/src/[^` ]+)`");

    @Test
    void every_file_that_the_steps_name_is_there() throws IOException {
        List<String> named = FILE.matcher(Files.readString(ROOT.resolve("docs/evolution.md")))
                .results()
                .map((MatchResult file) -> file.group(1))
                .toList();

        assertThat(named).hasSizeGreaterThan(15).allSatisfy(file -> assertThat(ROOT.resolve(file))
                .exists());
    }
}
